//! A kiosk on the second morning of an invented fair, with something on every page.

use std::path::PathBuf;

use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use etabli_language::Bilingual;
use etabli_staff::{StaffView, view::*};
use jiff::civil::{Date, date, time};

/// Textures live as long as they are held.
#[derive(Default)]
pub struct Pictures {
    held: Vec<TextureHandle>,
}

impl Pictures {
    fn load(&mut self, context: &Context, name: &str, image: ColorImage) -> Picture {
        let size = image.size.map(|side| side as f32);
        let handle = context.load_texture(name, image, TextureOptions::LINEAR);
        let texture = handle.id();
        self.held.push(handle);
        Picture { texture, size }
    }

    /// Puts a cover, a screenshot and a code into `view`.
    pub fn fill(&mut self, context: &Context, view: &mut StaffView) {
        let cover = self.load(
            context,
            "cover",
            png(include_bytes!("../../../../kits/soudure/images/cover.png")),
        );
        for card in view.kits.cards.iter_mut().filter(|card| card.id == "soudure") {
            card.picture = Some(cover);
        }
        view.health.screenshot = Some(Screenshot {
            picture: cover,
            file: "images/2027-03-27-0852.png".to_owned(),
        });
        let code = self.load(context, "guide", qr("https://metiers.example/guide"));
        view.help.guide_qr = Some(code);
    }
}

fn png(bytes: &[u8]) -> ColorImage {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let size = [info.width as usize, info.height as usize];
    match info.color_type {
        png::ColorType::Rgb => ColorImage::from_rgb(size, &pixels[..info.buffer_size()]),
        png::ColorType::Rgba => ColorImage::from_rgba_unmultiplied(size, &pixels[..info.buffer_size()]),
        other => panic!("{other:?}"),
    }
}

fn qr(text: &str) -> ColorImage {
    let code = qrcode::QrCode::new(text).unwrap();
    let (side, zoom) = (code.width(), 6);
    let mut grey = vec![255; side * side * zoom * zoom];
    let dark = code.to_colors();
    for (index, pixel) in grey.iter_mut().enumerate() {
        let (row, column) = (index / (side * zoom) / zoom, index % (side * zoom) / zoom);
        if dark[row * side + column] == qrcode::Color::Dark {
            *pixel = 25;
        }
    }
    ColorImage::from_gray([side * zoom, side * zoom], &grey)
}

fn twice(text: &str) -> Bilingual {
    Bilingual::new(text, text)
}

pub fn hours(date: Date, from: i8, to: i8) -> Hours {
    Hours {
        date,
        from: time(from, 0, 0, 0),
        to: time(to, 0, 0, 0),
    }
}

pub fn sector(id: &str, name: &str) -> Sector {
    Sector {
        id: id.to_owned(),
        name: name.to_owned(),
    }
}

pub fn view() -> StaffView {
    StaffView {
        now: date(2027, 3, 27).at(8, 52, 0, 0),
        access: Access::Open { locks_in_secs: 60 },
        tasks: vec![],
        notice: None,
        undo: None,
        broken: vec![],
        event: event(),
        kits: KitsView {
            cards: vec![welding(), nursing(), cooking()],
            archives: vec![archive("soudure-1.3.0.kit", None)],
            has_stick: true,
        },
        kiosk: kiosk(),
        data: data(),
        health: health(),
        help: HelpView {
            guide_qr: None,
            guide_address: Some("metiers.example/guide".to_owned()),
            machine: "borne-04".to_owned(),
            version: "0.1.0".to_owned(),
            contact: Some("02 35 00 00 00".to_owned()),
            addresses: vec!["192.168.10.24".to_owned()],
        },
    }
}

fn event() -> EventView {
    let (first_day, last_day) = (date(2027, 3, 26), date(2027, 3, 28));
    let industry = sector("industrie", "Industrie");
    let count = |sector: Sector, kits| SectorCount { sector, kits };
    EventView {
        id: Some("salon-2027".to_owned()),
        name: twice("Salon régional des métiers"),
        place: twice("Parc des expositions, Rouen"),
        first_day,
        last_day,
        hours: vec![
            hours(first_day, 9, 18),
            hours(date(2027, 3, 27), 9, 18),
            hours(last_day, 10, 17),
        ],
        sectors: Some(vec![industry.clone()]),
        offered_sectors: vec![
            count(industry, 1),
            count(sector("sante_social", "Santé et social"), 1),
            count(sector("hotellerie", "Hôtellerie et restauration"), 1),
        ],
        theme: Some(twice("Semaine de l’industrie")),
        expected_visits: 100,
        period: Period::Day,
        split: Split::KitGroup,
        losses: vec![
            Loss {
                period: Period::Event,
                percent: 5.0,
            },
            Loss {
                period: Period::Day,
                percent: 37.0,
            },
        ],
        is_counting: false,
        stands: vec![Stand {
            kit: "soudure".to_owned(),
            name: twice("Stand de la métallurgie"),
            place: twice("Hall 2, stand B14"),
            presence: vec![
                hours(first_day, 9, 12),
                hours(first_day, 14, 18),
                hours(last_day, 10, 17),
            ],
        }],
        kits: vec![
            ("soudure".to_owned(), "Soudeuse, soudeur".to_owned()),
            ("soins".to_owned(), "Aide-soignante, aide-soignant".to_owned()),
            ("cuisine".to_owned(), "Cuisinière, cuisinier".to_owned()),
        ],
        others: vec![EventSummary {
            id: "forum-lycee".to_owned(),
            name: "Forum du lycée".to_owned(),
            first_day: date(2027, 4, 8),
            last_day: date(2027, 4, 8),
        }],
        templates: vec![Template {
            id: "industrie".to_owned(),
            name: "Semaine de l’industrie".to_owned(),
            about: "Trois jours, kits de l’industrie".to_owned(),
        }],
    }
}

fn welding() -> KitCard {
    KitCard {
        id: "soudure".to_owned(),
        name: "Soudeuse, soudeur".to_owned(),
        picture: None,
        version: "1.2.0".to_owned(),
        publisher: Some("Branche de la métallurgie".to_owned()),
        proof: Proof::Proven("hier à 18 h 04".to_owned()),
        to_validate: 3,
        findings: vec![FindingText {
            severity: Severity::Warning,
            code: "K210".to_owned(),
            place: "ligne 48, colonne 9".to_owned(),
            text: "Trois nombres du métier n’ont pas encore de source".to_owned(),
            excerpt: None,
            help: Some("les faire confirmer par un professionnel".to_owned()),
        }],
        is_shown: true,
        is_outside_theme: false,
        is_newcomer: false,
        level: Level::Decouverte,
        previous: Some("1.1.0".to_owned()),
        quarantine: None,
    }
}

fn nursing() -> KitCard {
    KitCard {
        id: "soins".to_owned(),
        name: "Aide-soignante, aide-soignant".to_owned(),
        proof: Proof::None,
        to_validate: 0,
        findings: vec![],
        previous: None,
        publisher: None,
        quarantine: Some(Quarantine {
            reason: "3 arrêts pendant ce kit".to_owned(),
            since: "hier à 14 h 20".to_owned(),
        }),
        ..welding()
    }
}

fn cooking() -> KitCard {
    KitCard {
        id: "cuisine".to_owned(),
        name: "Cuisinière, cuisinier".to_owned(),
        proof: Proof::Waiting,
        to_validate: 0,
        findings: vec![],
        previous: None,
        is_shown: false,
        is_outside_theme: true,
        ..welding()
    }
}

pub fn archive(file_name: &str, refusal: Option<&str>) -> Archive {
    Archive {
        path: PathBuf::from("/media/cle").join(file_name),
        file_name: file_name.to_owned(),
        about: Some("Soudeuse, soudeur 1.3.0 · Branche de la métallurgie".to_owned()),
        refusal: refusal.map(str::to_owned),
        stranger: None,
        held: None,
    }
}

fn kiosk() -> KioskView {
    KioskView {
        diagonal_inches: 32.0,
        rotation: Rotation::Upright,
        mounting_height_mm: 800,
        lowest_row_mm: 905,
        volume: 0.5,
        volume_schedule: vec![VolumeSlot {
            from: time(9, 0, 0, 0),
            to: time(10, 0, 0, 0),
            volume: 0.3334,
        }],
        volume_now: 0.5,
        blank_when_closed: true,
        quality: Quality::Auto,
        quality_now: "haute".to_owned(),
        tongues: vec![Tongue::French, Tongue::English],
        idle_menu_secs: 45,
        idle_play_secs: 90,
        countdown_secs: 20,
    }
}

fn data() -> DataView {
    let kit = |name: &str, visits| KitCount {
        name: name.to_owned(),
        visits,
    };
    DataView {
        agency: Some("https://agence.example/xapi".to_owned()),
        sending: Sending::Unreached {
            why: "pas de réseau".to_owned(),
        },
        last_success: Some("hier à 18 h 02".to_owned()),
        queued: 2,
        balance: Balance {
            visits: 1214,
            opted_out: 14,
            recorded: 1200,
            sealed: 1100,
            waiting: 80,
            suppressed: 18,
            late: 2,
            dropped: 0,
        },
        certificate: None,
        today: vec![kit("Soudeuse, soudeur", 42), kit("Cuisinière, cuisinier", 17)],
        sticks: vec![Stick {
            path: PathBuf::from("/media/cle"),
            name: "CLÉ-SALON".to_owned(),
            free_bytes: 14_200_000_000,
        }],
        journal_bytes: 3_100_000,
        journal_bytes_max: 67_108_864,
    }
}

fn health() -> HealthView {
    let good = |title: &str, what: &str| Check {
        title: title.to_owned(),
        state: CheckState::Good(what.to_owned()),
    };
    HealthView {
        frames: Some(FrameTimes {
            p50_ms: 8.2,
            p95_ms: 12.9,
            wanted_ms: 16.7,
        }),
        memory_bytes: Some(243_000_000),
        memory_bytes_max: 350_000_000,
        disk: Some(DiskProbe {
            failure: None,
            took_ms: 14,
            free_bytes: 84_000_000_000,
            total_bytes: 128_000_000_000,
        }),
        temperature_celsius: Some(58.0),
        machine_uptime_secs: Some(97_300),
        player_uptime_secs: 1_320,
        restarts: vec![
            Restart {
                at: "aujourd’hui à 8 h 30".to_owned(),
                why: "Demandé par l’équipe".to_owned(),
                is_fault: false,
                back_after_ms: Some(1_800),
            },
            Restart {
                at: "hier à 14 h 20".to_owned(),
                why: "Arrêt brutal pendant le kit «\u{a0}Aide-soignante\u{a0}»".to_owned(),
                is_fault: true,
                back_after_ms: Some(4_300),
            },
        ],
        log_tail: vec![
            "08:30:02 kiosk: prête en 1,8 s".to_owned(),
            "08:31:40 upload: agence hors de portée, nouvel essai dans 5 s".to_owned(),
        ],
        screenshot: None,
        morning: Morning {
            ended: Some("à 8 h 51".to_owned()),
            checks: vec![
                good("Disque", "84 Go libres"),
                good("Écran", "1920 × 1080, 60 images par seconde"),
                Check {
                    title: "Réseau".to_owned(),
                    state: CheckState::Attention {
                        what: "l’agence est hors de portée".to_owned(),
                        to_do: "rien d’urgent\u{a0}: la borne garde tout".to_owned(),
                    },
                },
                good("Son", "essayé"),
                good("Horloge", "à l’heure"),
            ],
        },
        has_report: true,
        can_power_off: true,
    }
}
