//! Dioramas, pictures and sounds that are missing, empty, cut, noise, too big or not credited.

use super::{Case, Change, file, text};
use crate::bad_kits::assets::{self, COVER, MODEL, MYSTERY, SOUND};

/// The first half: what a copy that was interrupted leaves.
fn half(whole: &[u8]) -> Option<Vec<u8>> {
    Some(whole[..whole.len() / 2].to_vec())
}

pub fn cases() -> Vec<Case> {
    [models(), pictures(), sounds(), names(), credits()]
        .into_iter()
        .flatten()
        .collect()
}

fn models() -> Vec<Case> {
    vec![
        file("model_missing", MODEL, || None),
        file("model_empty", MODEL, || Some(Vec::new())),
        file("model_cut", MODEL, || half(&assets::diorama(&[]))),
        file("model_noise", MODEL, || Some(assets::noise(4096))),
        file("model_noise_after_header", MODEL, || {
            let mut bytes = assets::diorama(&[]);
            let length = bytes.len();
            bytes[20..].copy_from_slice(&assets::noise(length - 20));
            Some(bytes)
        }),
        file("model_huge_count", MODEL, || {
            Some(assets::diorama(&[(
                r#""count": 3, "type": "VEC3""#,
                r#""count": 4000000000, "type": "VEC3""#,
            )]))
        }),
        file("model_other_file", MODEL, || {
            Some(assets::diorama(&[(
                r#"{"byteLength": 42}"#,
                r#"{"byteLength": 42, "uri": "toit.bin"}"#,
            )]))
        }),
        file("model_node_in_itself", MODEL, || {
            Some(assets::diorama(&[(
                r#""name": "toit", "mesh": 0"#,
                r#""name": "toit", "mesh": 0, "children": [0]"#,
            )]))
        }),
        file("model_node_absurd", MODEL, || {
            Some(assets::diorama(&[(
                r#""socket.gants", "translation": [0, 1, 0]"#,
                r#""socket.gants", "translation": [1e30, 1, 0]"#,
            )]))
        }),
        file("model_nothing_to_draw", MODEL, || {
            Some(assets::diorama(&[(r#", "mesh": 0}"#, "}")]))
        }),
        file("model_draco", MODEL, || {
            Some(declaring(
                r#""extensionsUsed": ["KHR_draco_mesh_compression"], "extensionsRequired": ["KHR_draco_mesh_compression"]"#,
            ))
        }),
        file("model_webp", MODEL, || {
            Some(declaring(
                r#""extensionsUsed": ["EXT_texture_webp"], "images": [{"uri": "a.webp"}], "textures": [{"extensions": {"EXT_texture_webp": {"source": 0}}}]"#,
            ))
        }),
        file("model_extension_required", MODEL, || {
            Some(declaring(
                r#""extensionsUsed": ["KHR_mesh_quantization"], "extensionsRequired": ["KHR_mesh_quantization"]"#,
            ))
        }),
        file("model_extension_ignored", MODEL, || {
            Some(declaring(
                r#""extensionsUsed": ["KHR_materials_unlit", "KHR_materials_sheen"]"#,
            ))
        }),
        file("model_texture_wide", MODEL, || {
            Some(assets::diorama_with(&assets::picture(4097, 1), 1))
        }),
        file("model_textures_many", MODEL, || {
            Some(assets::diorama_with(&assets::picture(4096, 1024), 5))
        }),
        file("model_triangles", MODEL, || Some(assets::diorama_of(50_001))),
        file("node_part_missing", MODEL, || {
            Some(assets::diorama(&[("part.casque", "part.caske")]))
        }),
        file("node_socket_missing", MODEL, || {
            Some(assets::diorama(&[("socket.casque", "socket.casqe")]))
        }),
        file("node_camera_missing", MODEL, || {
            Some(assets::diorama(&[("camera.equiper", "camera.equipe")]))
        }),
        file("node_twice", MODEL, || {
            Some(assets::diorama(&[(r#""name": "toit""#, r#""name": "part.gants""#)]))
        }),
        file("part_in_its_socket", MODEL, || {
            Some(assets::diorama(&[("[-2, 0, 0]", "[0, 2, 0]")]))
        }),
        // One behind the other as seen from the camera: the hand cannot tell which of them it means.
        file("cannot_be_won", MODEL, || {
            Some(assets::diorama(&[
                (
                    r#""socket.casque", "translation": [0, 2, 0]"#,
                    r#""socket.casque", "translation": [-0.6667, 0, 0]"#,
                ),
                (
                    r#""socket.gants", "translation": [0, 1, 0]"#,
                    r#""socket.gants", "translation": [-0.6667, 0, -3]"#,
                ),
            ]))
        }),
    ]
}

/// The base diorama with more said at its head.
fn declaring(what: &'static str) -> Vec<u8> {
    assets::diorama(&[("\"asset\"", &format!("{what}, \"asset\""))])
}

fn pictures() -> Vec<Case> {
    vec![
        file("picture_missing", COVER, || None),
        file("picture_empty", COVER, || Some(Vec::new())),
        file("picture_cut", COVER, || half(&assets::picture(800, 8))),
        file("picture_noise", COVER, || Some(assets::noise(4096))),
        file("picture_damaged_inside", COVER, || {
            let mut bytes = assets::picture(800, 8);
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0x55;
            Some(bytes)
        }),
        file("picture_narrow", COVER, || Some(assets::picture(799, 8))),
        file("picture_too_wide", MYSTERY, || Some(assets::picture(4097, 1))),
    ]
}

fn sounds() -> Vec<Case> {
    vec![
        file("sound_missing", SOUND, || None),
        file("sound_empty", SOUND, || Some(Vec::new())),
        file("sound_cut", SOUND, || half(&assets::sound())),
        file("sound_noise", SOUND, || Some(assets::noise(4096))),
        file("sound_silent", SOUND, || Some(assets::stored_sound("muet"))),
        file("sound_clipping", SOUND, || Some(assets::stored_sound("sature"))),
        Case {
            name: "sounds_too_long_together",
            changes: vec![
                Change::Text(
                    "(file: \"sounds/touche.ogg\"",
                    r#"(file: "sounds/a.ogg", author: "Établi", licence: "CC0", source: "essai"),
        (file: "sounds/b.ogg", author: "Établi", licence: "CC0", source: "essai"),
        (file: "sounds/c.ogg", author: "Établi", licence: "CC0", source: "essai"),
        (file: "sounds/d.ogg", author: "Établi", licence: "CC0", source: "essai"),
        (file: "sounds/touche.ogg""#,
                ),
                Change::File("sounds/a.ogg", || Some(assets::stored_sound("long"))),
                Change::File("sounds/b.ogg", || Some(assets::stored_sound("long"))),
                Change::File("sounds/c.ogg", || Some(assets::stored_sound("long"))),
                Change::File("sounds/d.ogg", || Some(assets::stored_sound("long"))),
            ],
        },
    ]
}

fn names() -> Vec<Case> {
    vec![
        text(
            "path_outside",
            "diorama: \"models/toit.glb\"",
            "diorama: \"../toit.glb\"",
        ),
        text(
            "path_backslash",
            "cover: \"images/cover.png\"",
            "cover: \"images\\\\cover.png\"",
        ),
        text(
            "path_absolute",
            "image: \"images/mystere.png\"",
            "image: \"/etc/passwd\"",
        ),
        Case {
            name: "path_wrong_folder",
            changes: vec![
                Change::Everywhere("images/cover.png", "models/cover.png"),
                Change::File("models/cover.png", || Some(assets::picture(800, 8))),
                Change::File(COVER, || None),
            ],
        },
        text(
            "path_wrong_kind",
            "cover: \"images/cover.png\"",
            "cover: \"images/cover.jpg\"",
        ),
        text(
            "path_other_case",
            "cover: \"images/cover.png\"",
            "cover: \"images/Cover.png\"",
        ),
        Case {
            name: "kit_too_big",
            changes: vec![
                Change::File("sounds/a.ogg", || Some(assets::noise(11 * 1024 * 1024))),
                Change::File("sounds/b.ogg", || Some(assets::noise(11 * 1024 * 1024))),
            ],
        },
        Case {
            name: "link_outside",
            changes: vec![Change::LinkOutside(COVER)],
        },
        file("file_too_big", SOUND, || Some(vec![0; 21 * 1024 * 1024])),
    ]
}

fn credits() -> Vec<Case> {
    vec![
        file("not_credited", "images/plan.png", || Some(assets::picture(8, 8))),
        file("file_of_another_kind", "images/notes.txt", || Some(b"notes".to_vec())),
        Case {
            name: "credit_without_file",
            changes: vec![Change::Text(
                "(file: \"sounds/touche.ogg\"",
                "(file: \"sounds/touches.ogg\"",
            )],
        },
        text(
            "credit_of_nothing",
            "(file: \"sounds/touche.ogg\"",
            "(file: \"images/plan.png\", author: \"Établi\", licence: \"CC0\", source: \"essai\"),\n        (file: \"sounds/touche.ogg\"",
        ),
        text(
            "credit_twice",
            "(file: \"sounds/touche.ogg\"",
            "(file: \"images/cover.png\", author: \"Établi\", licence: \"CC0\", source: \"essai\"),\n        (file: \"sounds/touche.ogg\"",
        ),
        text(
            "people_without_agreement",
            "source: \"fabriqué pour l’essai\"",
            "source: \"photo d’Inès\", people: Accord(\" \")",
        ),
        text(
            "people_unsaid",
            "source: \"fabriqué pour l’essai\"",
            "source: \"filmé à l’atelier\"",
        ),
        text("credit_without_author", "author: \"Établi\"", "author: \" \""),
        text("credit_without_licence", "licence: \"CC BY 4.0\"", "licence: \"\""),
        text(
            "credit_without_source",
            "source: \"fabriqué pour l’essai\"",
            "source: \"\"",
        ),
    ]
}
