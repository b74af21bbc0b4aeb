//! What `etabli play` can be told.

use std::path::PathBuf;

use bevy::math::UVec2;
use clap::Args;

use crate::{config, kiosk::robot::RobotOptions, language::Language};

#[derive(Args, Debug)]
pub struct PlayArgs {
    /// Dossier d’Établi (kits/, assets/, config/).
    #[arg(long, value_name = "DOSSIER")]
    pub(in crate::cli) home: Option<PathBuf>,
    /// Autre dossier de kits.
    #[arg(long, value_name = "DOSSIER")]
    pub(super) kits: Option<PathBuf>,
    /// Dossier des données de la borne, au lieu de celui du système. Un robot n’y écrit que s’il est nommé ici.
    #[arg(long, value_name = "DOSSIER_DES_DONNEES")]
    pub(in crate::cli) data: Option<PathBuf>,
    /// Adresse du portail dans le code du carnet, au lieu de celle de config/agency.ron.
    #[arg(long, value_name = "URL")]
    pub(super) portal: Option<String>,
    /// Dossier des clés de la borne et de l’événement (etabli keys) ; sinon « keys » dans celui des données.
    #[arg(long, value_name = "DOSSIER")]
    pub(super) keys: Option<PathBuf>,
    /// Le robot date ses visites comme si une commençait toutes les N minutes : il vit une journée en quelques minutes.
    #[arg(long, value_name = "N", requires_all = ["robot", "data"], value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub(super) every_minutes: Option<u32>,
    /// Autre fichier de configuration que config/kiosk.ron.
    #[arg(long, value_name = "FICHIER")]
    pub(in crate::cli) config: Option<PathBuf>,
    /// Fenêtre de cette taille au lieu du plein écran, par exemple 1280x720.
    #[arg(long, value_name = "LxH", value_parser = size)]
    pub(super) size: Option<UVec2>,
    /// Diagonale de l’écran en pouces, au lieu de celle de la configuration.
    #[arg(long, value_name = "POUCES")]
    pub(super) diagonal: Option<f32>,
    /// Langue au démarrage.
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub(super) lang: Option<Language>,
    /// Qualité d’image.
    #[arg(long, value_enum)]
    pub(super) quality: Option<QualityArg>,

    /// Un robot visiteur joue des visites complètes.
    #[arg(long)]
    pub(super) robot: bool,
    /// Le robot ne joue que ce kit.
    #[arg(long, value_name = "ID", requires = "robot")]
    pub(super) kit: Option<String>,
    /// D’abord une visite de chaque kit d’une main sûre, jusqu’au bout.
    #[arg(long, requires = "robot", conflicts_with = "kit")]
    pub(super) tour: bool,
    /// Nombre de visites du robot.
    #[arg(long, value_name = "N", default_value_t = 1, requires = "robot")]
    pub(super) visits: u32,
    /// Graine du hasard : la même graine joue les mêmes visites.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(super) seed: u64,
    /// Vitesse du robot : 1 comme la vie, 0 aussi vite que possible.
    #[arg(long, value_name = "X", default_value_t = 1.0)]
    pub(super) speed: f32,
    /// Visiteur maladroit : plusieurs doigts, paumes, abandons, attentes.
    #[arg(long, requires = "robot")]
    pub(super) clumsy: bool,
    /// Main qui tremble (à 8 mm près), avance par à-coups et se lève parfois.
    #[arg(long, requires = "robot")]
    pub(super) unsteady: bool,
    /// Le robot rejoue le kit en défi, puis en expert.
    #[arg(long, requires = "robot")]
    pub(super) levels: bool,
    /// Sans fenêtre ni image.
    #[arg(long, requires = "robot")]
    pub(super) headless: bool,
    /// Le robot, qui passe alors par le catalogue, dépose ici une image de chaque écran et trois de chaque étape.
    #[arg(long, value_name = "DOSSIER", requires = "robot")]
    pub(super) screenshots: Option<PathBuf>,
    /// Sans son.
    #[arg(long)]
    pub(super) silent: bool,
    /// Plein écran comme une borne, même pour le robot.
    #[arg(long, conflicts_with = "size")]
    pub(super) as_kiosk: bool,
    /// Grand texte dès le démarrage.
    #[arg(long)]
    pub(super) large_text: bool,
    /// Quitter après la dernière visite du robot.
    #[arg(long, requires = "robot")]
    pub(super) exit: bool,

    /// Se ménage après des arrêts : seulement les kits éprouvés ici, dessinés au plus simple.
    #[arg(long)]
    pub(super) safe: bool,
    /// Ne montre que l’écran « hors service », avec ce code pour l’équipe.
    #[arg(long, value_name = "CODE", conflicts_with = "robot")]
    pub(super) out_of_order: Option<String>,

    /// Écrit les mesures (temps, images, mémoire) dans ce fichier JSON.
    #[arg(long, value_name = "FICHIER")]
    pub(super) measure: Option<PathBuf>,
    /// Enregistre le son dans ce fichier WAV, sans carte son.
    #[arg(long, value_name = "FICHIER")]
    pub(super) record_audio: Option<PathBuf>,
    /// Écrit sans cesse dans ce fichier JSON ce qui peut être touché, pour un outil extérieur.
    #[arg(long, value_name = "FICHIER")]
    pub(super) probe: Option<PathBuf>,
    /// Perd la carte graphique N secondes après le démarrage : un exercice pour tests/faults.py.
    #[arg(long, value_name = "N", hide = true)]
    pub(super) lose_graphics: Option<u64>,
}

impl PlayArgs {
    /// Whether visitors play here, with the settings that are this kiosk's own.
    pub(super) fn is_kiosk_itself(&self) -> bool {
        !self.robot && self.config.is_none()
    }

    pub(super) fn quality(&self) -> Option<config::Quality> {
        match self.quality {
            Some(QualityArg::Auto) => Some(config::Quality::Auto),
            Some(QualityArg::Low) => Some(config::Quality::Low),
            Some(QualityArg::High) => Some(config::Quality::High),
            None if self.safe => Some(config::Quality::Low),
            None => None,
        }
    }

    pub(super) fn robot_options(&self) -> Option<RobotOptions> {
        self.robot.then(|| RobotOptions {
            kit: self.kit.clone(),
            tour: self.tour,
            visits: self.visits,
            seed: self.seed,
            clumsy: self.clumsy,
            unsteady: self.unsteady,
            screenshots: self.screenshots.clone(),
            climbs: self.levels,
            exit: self.exit,
        })
    }

    /// Of a plain window; `None`: as the settings say. Robots and probes play in a window of known size.
    pub(super) fn window_size(&self) -> Option<UVec2> {
        let plain = self.robot || self.probe.is_some();
        self.size.or((plain && !self.as_kiosk).then_some(UVec2::new(1280, 720)))
    }
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum QualityArg {
    Auto,
    Low,
    High,
}

pub(in crate::cli) fn size(text: &str) -> Result<UVec2, String> {
    let parse = || {
        let (width, height) = text.split_once('x')?;
        Some(UVec2::new(width.parse().ok()?, height.parse().ok()?))
    };
    parse()
        .filter(|size| size.min_element() >= 200 && size.max_element() <= 8192)
        .ok_or_else(|| "écrire largeur x hauteur en pixels, entre 200 et 8192, par exemple 1280x720".to_owned())
}

fn language(text: &str) -> Result<Language, String> {
    Language::ALL
        .into_iter()
        .find(|language| language.code() == text)
        .ok_or_else(|| "écrire fr ou en".to_owned())
}
