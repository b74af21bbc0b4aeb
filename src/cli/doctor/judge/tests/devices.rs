//! What is plugged in.

use super::*;

#[test]
fn without_a_card_it_is_slow_without_vulkan_black() {
    use Level::*;
    only(Topic::Graphics, Watch, "firmware", |machine| {
        machine.graphics.adapters = vec![adapter(AdapterKind::Processor)];
        machine.graphics.cards.clear();
    });
    only(Topic::Graphics, Missing, "mesa-vulkan-drivers", |machine| {
        machine.graphics = Graphics::default();
    });
    only(Topic::Graphics, Missing, "adduser etabli render", |machine| {
        machine.graphics.adapters.clear();
        machine.graphics.cards[0].1 = false;
    });
    only(Topic::Graphics, Watch, "Intel d’avant", |machine| {
        machine.graphics.adapters = vec![adapter(AdapterKind::Other)];
    });
}

#[test]
fn screens_and_their_session() {
    use Level::*;
    only(Topic::Display, Missing, "aucun écran n’est branché", |machine| {
        machine.display.screens.clear();
    });
    only(Topic::Display, Missing, "dmesg", |machine| {
        machine.display.screens.clear();
        machine.display.connectors = 0;
    });
    only(Topic::Display, Missing, "apt install cage wlr-randr seatd", |machine| {
        (machine.display.cage, machine.display.wlr_randr) = (false, false);
    });
    only(Topic::Display, Watch, "apt install cage", |machine| {
        machine.display.cage = false;
        machine.display.session = Some(":0".to_owned());
    });
    only(Topic::Display, Missing, "enable --now seatd", |machine| {
        machine.display.seat = false;
    });
    assert_eq!(
        wrong(|machine| {
            machine.display = Display {
                session: Some(":0".to_owned()),
                seat: false,
                screens: Vec::new(),
                ..machine.display.clone()
            };
        }),
        []
    );
}

#[test]
fn touches_must_land_on_the_screen() {
    use Level::*;
    let two = |machine: &mut Machine| machine.display.screens = vec![screen("HDMI-A-1"), screen("DP-1")];
    let found = wrong(two);
    assert_eq!(
        found.iter().map(|(topic, ..)| *topic).collect::<Vec<_>>(),
        [Topic::Display, Topic::Touch]
    );
    assert!(
        found[1].2.contains("ATTRS{name}==\"MultiTouch\", ENV{WL_OUTPUT}"),
        "{found:?}"
    );
    only(Topic::Display, Watch, "2 écrans", |machine| {
        two(machine);
        machine.inputs[1].output = Some("DP-1".to_owned());
    });
    only(Topic::Touch, Watch, "plusieurs dalles", |machine| {
        machine.inputs.push(input(InputKind::MultiTouch));
    });
    only(Topic::Touch, Missing, "câble USB", |machine| machine.inputs.clear());
    only(Topic::Touch, Missing, "souris", |machine| {
        machine.inputs.pop();
    });
    only(Topic::Touch, Watch, "un seul doigt", |machine| {
        machine.inputs[1] = input(InputKind::SingleTouch);
    });
}

#[test]
fn sound_goes_where_it_is_heard() {
    use Level::*;
    only(Topic::Sound, Watch, "aucune carte son", |machine| {
        machine.sound.outputs.clear();
    });
    only(Topic::Sound, Watch, "adduser etabli audio", |machine| {
        for output in &mut machine.sound.outputs {
            output.open = false;
        }
    });
    let hdmi_first =
        |machine: &mut Machine| machine.sound.outputs = vec![output(0, "HDMI 0"), output(1, "ALC269VC Analog")];
    only(Topic::Sound, Watch, "defaults.pcm.card 1", hdmi_first);
    only(Topic::Sound, Watch, "defaults.pcm.card 1", |machine| {
        machine.sound.outputs = vec![output(1, "USB Audio")];
    });
    assert_eq!(wrong(|machine| machine.sound.outputs = vec![output(0, "HDMI 0")]), []);
    assert_eq!(
        wrong(|machine| {
            hdmi_first(machine);
            machine.sound.chosen = true;
        }),
        []
    );
}
