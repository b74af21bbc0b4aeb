//! Where names stand beside what they name on the glass, so that each is read and none hides another. Pure.

use bevy::math::{Rect, UVec2, Vec2};

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

/// Where there is no room beside a point, all of the free part is searched in steps of this, units.
const STEP: f32 = 6.0;

/// Upper left corners for the names: above, below or beside their points, further away where something stands already.
pub fn arrange(asked: &[Asked], room: Room) -> Vec<Vec2> {
    let around = asked
        .iter()
        .map(|name| Rect::from_center_size(name.at, Vec2::splat(room.around)));
    let mut taken: Vec<Rect> = around.chain(room.avoid.iter().copied()).collect();
    asked
        .iter()
        .map(|name| {
            let is_free = |place: &Rect| taken.iter().all(|other| place.intersect(*other).is_empty());
            let near = beside(name, &room);
            let place = near.iter().copied().find(is_free);
            let place = place.or_else(|| anywhere(name, &room).find(is_free)).unwrap_or(near[0]);
            taken.push(place);
            place.min
        })
        .collect()
}

/// The places beside a point, the nearest first.
fn beside(name: &Asked, room: &Room) -> Vec<Rect> {
    const ASIDE: [Vec2; 6] = [Vec2::NEG_Y, Vec2::Y, Vec2::X, Vec2::NEG_X, Vec2::NEG_ONE, Vec2::ONE];
    let away = (name.size + room.around) / 2.0 + room.gap;
    let rounds = (0..4u8).flat_map(|round| {
        let away = away + name.size * f32::from(round);
        ASIDE.map(|way| inside(Rect::from_center_size(name.at + way * away, name.size), room.free))
    });
    rounds.collect()
}

/// Places all over the free part, the nearest first.
fn anywhere(name: &Asked, room: &Room) -> impl Iterator<Item = Rect> {
    let spare = (room.free.size() - name.size).max(Vec2::ZERO);
    let steps = (spare / STEP).as_uvec2();
    let corners = (0..=steps.x).flat_map(|x| (0..=steps.y).map(move |y| UVec2::new(x, y).as_vec2() * STEP));
    let mut places: Vec<Rect> = corners
        .map(|corner| Rect {
            min: room.free.min + corner,
            max: room.free.min + corner + name.size,
        })
        .collect();
    let far = |place: &Rect| place.center().distance_squared(name.at);
    places.sort_by(|a, b| far(a).total_cmp(&far(b)));
    places.into_iter()
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
