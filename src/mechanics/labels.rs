//! Where names stand beside what they name on the glass, so that each is read and none hides another. Pure.

use bevy::math::{Rect, Vec2};

/// A point on the glass and the size of its name, units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    pub at: Vec2,
    pub size: Vec2,
}

/// What stays free of names, units.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// Side of the square around each point.
    pub around: f32,
    /// Between that square and its name.
    pub gap: f32,
    /// Nothing may stand here.
    pub avoid: &'a [Rect],
    /// Names stand in here, as far as there is room.
    pub free: Rect,
}

/// Upper left corners for the names: above, below or beside their points, further away where something stands already.
pub fn arrange(asked: &[Asked], room: Room) -> Vec<Vec2> {
    let around = |asked: &Asked| Rect::from_center_size(asked.at, Vec2::splat(room.around));
    let mut taken: Vec<Rect> = Vec::with_capacity(asked.len());
    for (index, name) in asked.iter().enumerate() {
        let away = (name.size + room.around) / 2.0 + room.gap;
        let aside = [Vec2::NEG_Y, Vec2::Y, Vec2::X, Vec2::NEG_X, Vec2::NEG_ONE, Vec2::ONE];
        // Further and further away until there is room.
        let places = (0..4u8).flat_map(|round| {
            let away = away + name.size * f32::from(round);
            aside.map(|way| inside(Rect::from_center_size(name.at + way * away, name.size), room.free))
        });
        let is_free = |place: &Rect| {
            let hit = |other: &Rect| !place.intersect(*other).is_empty();
            !taken.iter().any(hit) && !room.avoid.iter().any(hit) && !asked.iter().map(around).any(|other| hit(&other))
        };
        let mut places = places.collect::<Vec<_>>();
        let found = places.iter().position(is_free).unwrap_or(index % aside.len());
        taken.push(places.swap_remove(found));
    }
    taken.into_iter().map(|place| place.min).collect()
}

/// The rectangle moved into `free`, or to its upper left corner where it is too large for it.
fn inside(place: Rect, free: Rect) -> Rect {
    let min = place.min.min(free.max - place.size()).max(free.min);
    Rect {
        min,
        max: min + place.size(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    const ROOM: Room = Room {
        around: 30.0,
        gap: 4.0,
        avoid: &[],
        free: Rect {
            min: Vec2::new(10.0, 16.0),
            max: Vec2::new(500.0, 390.0),
        },
    };

    fn places(asked: &[Asked], room: Room) -> Vec<Rect> {
        let corners = arrange(asked, room).into_iter().zip(asked);
        corners
            .map(|(min, name)| Rect {
                min,
                max: min + name.size,
            })
            .collect()
    }

    #[test]
    fn a_name_stands_above_its_point_or_where_nothing_is_in_its_way() {
        let name = Asked {
            at: Vec2::new(250.0, 200.0),
            size: Vec2::new(80.0, 18.0),
        };
        let above = Vec2::new(250.0 - 40.0, 200.0 - 15.0 - 4.0 - 18.0);
        assert_eq!(arrange(&[name], ROOM), [above]);
        let avoid = [Rect::from_center_size(above, Vec2::splat(4.0))];
        let room = Room { avoid: &avoid, ..ROOM };
        assert_eq!(arrange(&[name], room), [Vec2::new(250.0 - 40.0, 200.0 + 15.0 + 4.0)]);
    }

    proptest! {
        #[test]
        fn names_neither_meet_nor_leave_the_free_part(
            asked in vec((60f32..440.0, 40f32..360.0, 40f32..110.0), 1..4),
        ) {
            let asked: Vec<Asked> = asked
                .into_iter()
                .map(|(x, y, width)| Asked { at: Vec2::new(x, y), size: Vec2::new(width, 18.0) })
                .collect();
            let places = places(&asked, ROOM);
            let free = ROOM.free.inflate(1e-2);
            for (index, place) in places.iter().enumerate() {
                prop_assert!(free.contains(place.min) && free.contains(place.max), "{:?}", place);
                for other in &places[..index] {
                    prop_assert!(place.intersect(*other).size().min_element() < 0.1, "{:?} {:?}", place, other);
                }
            }
        }

        /// What the debrief asks of a narrow screen: three long names along a bead that rises or falls across it.
        #[test]
        fn names_of_a_bead_stand_beside_it(
            along in vec(0f32..1.0, 1..4), rises in -120f32..120.0, width in 60f32..175.0,
        ) {
            let free = Rect::new(12.0, 50.0, 330.0, 386.0);
            let (from, to) = (Vec2::new(50.0, 218.0 + rises), Vec2::new(290.0, 218.0 - rises));
            let bead: Vec<Rect> = (0..=40)
                .map(|point| Rect::from_center_size(from.lerp(to, point as f32 / 40.0), Vec2::splat(16.0)))
                .collect();
            let asked: Vec<Asked> = along
                .into_iter()
                .map(|share| Asked { at: from.lerp(to, share), size: Vec2::new(width, 24.0) })
                .collect();
            let room = Room { around: 34.0, gap: 6.0, avoid: &bead, free };
            let places = places(&asked, room);
            for (index, place) in places.iter().enumerate() {
                prop_assert!(free.inflate(1e-2).contains(place.min) && free.inflate(1e-2).contains(place.max), "{:?}", place);
                for other in places[..index].iter().chain(&bead) {
                    prop_assert!(place.intersect(*other).size().min_element() < 0.1, "{:?} {:?}", place, other);
                }
            }
        }
    }
}
