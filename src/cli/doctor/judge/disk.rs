//! What the kiosk writes must stay written, and have room.

use std::time::Duration;

use super::{
    super::{
        machine::{Folder, FolderRole},
        verdict::{Level, Topic, Verdict},
    },
    ACCOUNT, gigabytes,
};

/// Room for the data of a fair, logs and the kits to come, bytes.
const FREE_GOOD: u64 = 2_000_000_000;
/// Below this the journal may soon find no room, bytes.
const FREE_LEAST: u64 = 300_000_000;
/// A good card takes a tenth of this for the probe.
const SLOW: Duration = Duration::from_secs(2);
/// File systems that are gone when the machine is off.
const FORGETFUL: [&str; 4] = ["tmpfs", "ramfs", "overlay", "aufs"];
/// File systems that know no owners, and lose files when the plug is pulled.
const FRAGILE: [&str; 4] = ["vfat", "exfat", "ntfs", "ntfs3"];

pub fn judge(folder: &Folder) -> Verdict {
    let name = format!("{} ({})", name(folder.role), folder.path.display());
    if folder.read_only {
        return bad(folder.role, format!("{name}\u{a0}: le disque est en lecture seule"))
            .why(why(folder.role))
            .mend("sudo dmesg | grep -i -E 'error|remount'   (un disque abîmé se met de lui-même en lecture seule)")
            .mend("sudo mount -o remount,rw /   (si cela échoue, changer le disque)");
    }
    let took = match &folder.trial {
        Ok(took) => *took,
        Err(error) => return untried(folder, &name, error),
    };
    let kind = folder.kind.as_deref().unwrap_or("?");
    if FORGETFUL.contains(&kind) && folder.role == FolderRole::Data {
        return Verdict::watch(
            Topic::Disk,
            format!("{name}\u{a0}: sur «\u{a0}{kind}\u{a0}», tout peut être oublié à l’extinction"),
        )
        .why(why(folder.role))
        .mend("mettre ce dossier sur un vrai disque (variable ETABLI_DATA, ou --data)");
    }
    if FRAGILE.contains(&kind) {
        return Verdict::watch(
            Topic::Disk,
            format!("{name}\u{a0}: «\u{a0}{kind}\u{a0}» supporte mal les coupures de courant"),
        )
        .why(why(folder.role))
        .mend("mettre ce dossier sur un disque au format ext4");
    }
    if let Some(scarce) = room(folder, &name) {
        return scarce;
    }
    if took > SLOW {
        return Verdict::watch(
            Topic::Disk,
            format!("{name}\u{a0}: {} s pour écrire et relire 1 Mo", took.as_secs()),
        )
        .why("Un disque si lent est souvent un disque qui meurt.")
        .mend("copier les données ailleurs, puis changer le disque ou la carte");
    }
    Verdict::good(Topic::Disk, good(folder, &name, took))
}

fn good(folder: &Folder, name: &str, took: Duration) -> String {
    let mut told = format!("{name}\u{a0}: écrit et relu en {} ms", took.as_millis());
    if let Some(space) = folder.space.filter(|_| folder.role == FolderRole::Data) {
        told += &format!(
            ", {} libres sur {}",
            gigabytes(space.free_bytes),
            gigabytes(space.total_bytes)
        );
    }
    told
}

/// Room is judged once, where it fills up.
fn room(folder: &Folder, name: &str) -> Option<Verdict> {
    let space = folder
        .space
        .filter(|space| folder.role == FolderRole::Data && space.free_bytes < FREE_GOOD)?;
    let level = if space.free_bytes < FREE_LEAST {
        Level::Missing
    } else {
        Level::Watch
    };
    let told = format!("{name}\u{a0}: il reste {}", gigabytes(space.free_bytes));
    let verdict = Verdict::new(Topic::Disk, level, told).why(why(folder.role));
    Some(verdict.mend("sudo apt clean\u{202f}; sudo journalctl --vacuum-size=100M\u{202f}; puis chercher\u{a0}: sudo du -xh / | sort -h | tail"))
}

fn untried(folder: &Folder, name: &str, error: &str) -> Verdict {
    bad(
        folder.role,
        format!("{name}\u{a0}: rien ne peut y être écrit ({error})"),
    )
    .why(why(folder.role))
    .mend(format!("sudo chown -R {ACCOUNT}: {}", folder.path.display()))
    .mend("si le disque est plein ou abîmé\u{a0}: df -h, sudo dmesg | tail")
}

/// Without its journal a kiosk counts nothing; without the others it cannot be changed, but plays.
fn bad(role: FolderRole, told: String) -> Verdict {
    let level = match role {
        FolderRole::Data => Level::Missing,
        FolderRole::Config | FolderRole::Kits => Level::Watch,
    };
    Verdict::new(Topic::Disk, level, told)
}

fn name(role: FolderRole) -> &'static str {
    match role {
        FolderRole::Data => "données",
        FolderRole::Config => "réglages",
        FolderRole::Kits => "kits",
    }
}

fn why(role: FolderRole) -> &'static str {
    match role {
        FolderRole::Data => "Le journal des essais et ce qui attend d’être envoyé y sont gardés.",
        FolderRole::Config => "Le panneau de l’équipe y enregistre les réglages.",
        FolderRole::Kits => "Les kits reçus s’y installent.",
    }
}
