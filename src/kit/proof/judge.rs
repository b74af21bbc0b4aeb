//! What the runs of a trial say of a kit. Pure: figures in, findings out.

use super::{Defect, Figures, Played};
use crate::{
    finding::{Code, FieldPath, Findings},
    kit::Kit,
    language::Bilingual,
};

const STUCK: Code = Code::error("K760", "essai\u{a0}: le robot n’a pas pu aller au bout");
const CRASHED: Code = Code::error("K761", "essai\u{a0}: la borne s’est arrêtée ou ne répondait plus");
const HELPED: Code = Code::error("K762", "essai\u{a0}: étape que sa démonstration ne finit pas");
const CUT: Code = Code::error("K763", "essai\u{a0}: texte coupé ou qui en chevauche un autre");
const SLOW_TO_LOAD: Code = Code::warning("K764", "essai\u{a0}: kit de plus de 2 s à charger");
const SLOW: Code = Code::warning("K765", "essai\u{a0}: images de plus de 33 ms");
const TOO_SLOW: Code = Code::error("K766", "essai\u{a0}: images de plus de 50 ms sur cette borne");
const HEAVY: Code = Code::warning("K767", "essai\u{a0}: plus de 350 Mo de mémoire");

pub(super) const CODES: &[Code] = &[STUCK, CRASHED, HELPED, CUT, SLOW_TO_LOAD, SLOW, TOO_SLOW, HEAVY];

/// Cold, from the disk to the first picture (experience.md).
const LOAD_MS_MAX: f32 = 2000.0;
/// A frame in 95 of 100 cases (kiosk-numbers.md).
const FRAME_MS_MAX: f64 = 33.0;
/// From a touch to its light: a kiosk that is slower than this cannot be played.
const TOUCH_MS_MAX: f64 = 50.0;
const PSS_MB_MAX: f64 = 350.0;
/// The demonstration's own mark, less what is lost between rules and glass.
const MARK_MIN: f32 = 0.9;

/// How a run of the robot ended.
#[derive(Clone, Debug)]
pub enum Ending {
    Completed(Box<Figures>),
    /// The program ended by itself, and what it said last.
    Crashed(String),
    /// Nothing moved any more.
    Frozen,
}

/// One run of the robot.
#[derive(Clone, Debug)]
pub struct Trial {
    /// « en portrait, en anglais ».
    pub name: Bilingual,
    pub ending: Ending,
    /// A careful visitor brings every step to its end without help.
    pub careful: bool,
    /// Its frames count: one person at a time, no pictures taken meanwhile.
    pub timed: bool,
}

/// On whose machine it was played: an author's computer says nothing of the kiosks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    Author,
    Kiosk,
}

/// All that the trials say of `kit`.
pub fn judge(kit: &Kit, trials: &[Trial], judge: Judge) -> Findings {
    let mut findings = Findings::default();
    let mut seen = Vec::new();
    for trial in trials {
        let mut report = Report {
            name: &trial.name,
            findings: &mut findings,
        };
        let Some(figures) = completed(trial, &mut report) else {
            continue;
        };
        if trial.careful {
            steps(figures, &mut report);
        }
        for defect in &figures.defects {
            if !seen.contains(&defect) {
                seen.push(defect);
                cut(defect, &mut report);
            }
        }
        if trial.timed {
            budgets(kit, figures, judge, &mut report);
        }
    }
    findings
}

/// Findings about one run.
struct Report<'a> {
    name: &'a Bilingual,
    findings: &'a mut Findings,
}

impl Report<'_> {
    fn say(&mut self, code: &Code, message: Bilingual, help: Bilingual) {
        let Bilingual { fr, en } = self.name;
        let message = Bilingual::new(format!("{fr}\u{a0}: {}", message.fr), format!("{en}: {}", message.en));
        self.findings.report(code, &FieldPath::root(), message).help(help);
    }
}

/// The figures of a run that came to its end, stuck or not.
fn completed<'a>(trial: &'a Trial, report: &mut Report) -> Option<&'a Figures> {
    let broken = match &trial.ending {
        Ending::Completed(figures) => {
            if let Some(jam) = &figures.jam {
                report.say(
                    &STUCK,
                    Bilingual::new(
                        format!("le robot est resté bloqué ({jam})"),
                        format!("the robot got stuck ({jam})"),
                    ),
                    Bilingual::new(
                        "jouer soi-même cet endroit avec «\u{a0}etabli kit play\u{a0}»\u{a0}: quelque chose n’y est pas \
                         accessible au doigt",
                        "play this place yourself with `etabli kit play`: something there is out of a finger's reach",
                    ),
                );
            }
            return Some(figures);
        }
        Ending::Crashed(last) => Bilingual::new(
            format!("la borne s’est arrêtée ({last})"),
            format!("the kiosk stopped ({last})"),
        ),
        Ending::Frozen => Bilingual::new("la borne ne répondait plus", "the kiosk no longer answered"),
    };
    report.say(
        &CRASHED,
        broken,
        Bilingual::new(
            "recommencer\u{a0}; si cela se répète, envoyer le kit et ce message à l’équipe d’Établi",
            "try again; if it happens again, send the kit and this message to the Établi team",
        ),
    );
    None
}

/// A careful visitor does what each step demonstrates: it has to be enough.
fn steps(figures: &Figures, report: &mut Report) {
    let lost = |step: &&Played| step.helped || step.mark < MARK_MIN;
    for step in figures.played.iter().filter(lost) {
        let (name, level, mark) = (&step.step, &step.level, (step.mark * 100.0).round());
        report.say(
            &HELPED,
            Bilingual::new(
                format!("l’étape «\u{a0}{name}\u{a0}» ({level}) ne donne que {mark}\u{a0}% à sa propre démonstration"),
                format!("the step `{name}` ({level}) gives its own demonstration {mark}% only"),
            ),
            Bilingual::new(
                "écarter ce qui gêne le geste, ou élargir ses tolérances à ce niveau",
                "clear the way of the gesture, or widen its tolerances at this level",
            ),
        );
    }
}

fn cut(defect: &Defect, report: &mut Report) {
    let Defect { at, fr, en } = defect;
    report.say(
        &CUT,
        Bilingual::new(format!("{at}, {fr}"), format!("{at}, {en}")),
        Bilingual::new(
            "raccourcir ce texte, ou éloigner l’un de l’autre ce qui porte ces noms dans le modèle",
            "shorten this text, or move apart what carries these names in the model",
        ),
    );
}

fn budgets(kit: &Kit, figures: &Figures, judge: Judge, report: &mut Report) {
    let lighter = Bilingual::new(
        "alléger les modèles et les images du kit, ou essayer sur une machine que rien d’autre n’occupe",
        "make the kit's models and pictures lighter, or try on a machine that does nothing else",
    );
    let load = figures.kit_load_ms.get(kit.id());
    if let Some(secs) = load
        .filter(|millis| **millis > LOAD_MS_MAX)
        .map(|millis| millis / 1000.0)
    {
        let message = Bilingual::new(
            format!(
                "{} s à charger, au lieu de 2 s au plus",
                format!("{secs:.1}").replace('.', ",")
            ),
            format!("{secs:.1} s to load, more than 2 s"),
        );
        report.say(&SLOW_TO_LOAD, message, lighter.clone());
    }
    for (index, step) in kit.steps().iter().enumerate() {
        let Some(millis) = figures.step_p95_ms(index).filter(|millis| *millis > FRAME_MS_MAX) else {
            continue;
        };
        let too_slow = judge == Judge::Kiosk && millis > TOUCH_MS_MAX;
        let message = Bilingual::new(
            format!(
                "étape «\u{a0}{}\u{a0}», 5 images sur 100 prennent plus de {millis:.0} ms, au lieu de 33 ms",
                step.id
            ),
            format!(
                "step `{}`, 5 in 100 frames take more than {millis:.0} ms, instead of 33 ms",
                step.id
            ),
        );
        report.say(if too_slow { &TOO_SLOW } else { &SLOW }, message, lighter.clone());
    }
    if let Some(mb) = figures.pss_mb().filter(|mb| *mb > PSS_MB_MAX) {
        let message = Bilingual::new(
            format!("{mb:.0} Mo de mémoire, au lieu de 350 Mo au plus"),
            format!("{mb:.0} MB of memory, more than 350 MB"),
        );
        report.say(&HEAVY, message, lighter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::{Depth, kit_from_folder};

    fn figures() -> Figures {
        serde_json::from_str(
            r#"{"adapter": "a", "quality": "Low", "screens": {"play.0": {"interval_ms": {"p95": 20.0}}},
                "kit_load_ms": {"soudure": 300.0}, "memory": [{"pss_mb": 300.0}], "visits": 1, "event_log_sha256": "",
                "jam": null, "played": [{"step": "equiper", "level": "expert", "mark": 1.0, "helped": false}],
                "defects": []}"#,
        )
        .expect("figures as the robot writes them")
    }

    fn told(ending: Ending, careful: bool, at: Judge) -> Vec<(&'static str, String)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/kits/soudure");
        let (kit, _) = kit_from_folder(folder.as_ref(), Depth::Quick);
        let trial = Trial {
            name: Bilingual::new("en paysage", "landscape"),
            ending,
            careful,
            timed: true,
        };
        // The same thing seen in two runs is said once.
        let found = judge(&kit.expect("the welding kit"), &[trial.clone(), trial], at).sorted();
        found
            .into_iter()
            .map(|finding| (finding.code, finding.message.fr))
            .collect()
    }

    fn with(change: impl Fn(&mut Figures)) -> Ending {
        let mut figures = figures();
        change(&mut figures);
        Ending::Completed(Box::new(figures))
    }

    #[test]
    fn a_sound_trial_has_nothing_to_say() {
        assert_eq!(told(with(|_| {}), true, Judge::Kiosk), []);
    }

    #[test]
    fn whatever_goes_wrong_is_told_by_its_run() {
        let first = |ending| told(ending, true, Judge::Author)[0].clone();
        assert_eq!(
            first(with(|figures| figures.jam = Some("play page 0".to_owned()))),
            (
                "K760",
                "en paysage\u{a0}: le robot est resté bloqué (play page 0)".to_owned()
            )
        );
        assert_eq!(first(Ending::Frozen).0, "K761");
        assert_eq!(first(Ending::Crashed("signal: 9".to_owned())).0, "K761");
        assert_eq!(
            first(with(|figures| figures
                .kit_load_ms
                .values_mut()
                .for_each(|ms| *ms = 2500.0)))
            .0,
            "K764"
        );
        assert_eq!(first(with(|figures| figures.memory[0].pss_mb = 351.0)).0, "K767");
        let helped = with(|figures| figures.played[0].helped = true);
        assert_eq!(first(helped.clone()).0, "K762");
        assert_eq!(told(helped, false, Judge::Author), [], "clumsy hands may need help");
        let cut = with(|figures| {
            figures.defects.push(Defect {
                at: "intro".to_owned(),
                fr: "est coupé".to_owned(),
                en: "is cut".to_owned(),
            });
        });
        let cut = told(cut, true, Judge::Author);
        assert_eq!(cut, [("K763", "en paysage\u{a0}: intro, est coupé".to_owned())]);
    }

    #[test]
    fn slow_frames_keep_a_kit_from_the_kiosk_they_are_slow_on_only() {
        let codes = |millis: f64, at| {
            let slow = with(|figures| {
                for frames in figures.screens.values_mut() {
                    frames.interval_ms.p95 = millis;
                }
            });
            told(slow, true, at)
                .into_iter()
                .map(|(code, _)| code)
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(33.0, Judge::Kiosk), [""; 0]);
        assert_eq!(codes(60.0, Judge::Author), ["K765", "K765"]);
        assert_eq!(codes(34.0, Judge::Kiosk), ["K765", "K765"]);
        assert_eq!(codes(60.0, Judge::Kiosk), ["K766", "K766"]);
    }
}
