//! How a coat is drawn: a picture of its thickness, cell by cell, written anew only where an eye would see a change. No
//! ECS.

use bevy::{
    asset::RenderAssetUsages,
    image::{ImageAddressMode, ImageSampler, ImageSamplerDescriptor},
    prelude::*,
    render::render_resource::{Extent3d, TextureDimension, TextureFormat},
};

use super::coat::Cell;

/// A coat as it is drawn: for each cell its thickness (128 is the trade's coat) and how much of it has run.
#[derive(Clone, Debug, PartialEq)]
pub struct Film {
    across: usize,
    pixels: Vec<[u8; 4]>,
}

/// Thickness of the trade's coat in a picture.
const COAT: f32 = 128.0;

impl Film {
    /// Nothing lies there yet.
    pub fn bare(across: usize, cells: usize) -> Self {
        Self {
            across,
            pixels: vec![[0, 0, 0, 255]; cells],
        }
    }

    /// Whether a coat of so many cells fits this picture.
    pub fn fits(&self, across: usize, cells: usize) -> bool {
        (self.across, self.pixels.len()) == (across, cells)
    }

    /// Looks at the coat again; whether an eye would see a change.
    pub fn follow(&mut self, cells: &[Cell], coat_um: f32, run_um: f32) -> bool {
        let mut changed = false;
        for (pixel, cell) in self.pixels.iter_mut().zip(cells) {
            let seen = look(cell, coat_um, run_um);
            changed |= *pixel != seen;
            *pixel = seen;
        }
        changed
    }

    /// A picture for the renderer.
    pub fn image(&self) -> Image {
        let size = Extent3d {
            width: self.across as u32,
            height: (self.pixels.len() / self.across.max(1)) as u32,
            depth_or_array_layers: 1,
        };
        let usage = RenderAssetUsages::MAIN_WORLD | RenderAssetUsages::RENDER_WORLD;
        let data = self.pixels.as_flattened().to_vec();
        let mut image = Image::new(size, TextureDimension::D2, data, TextureFormat::Rgba8Unorm, usage);
        image.sampler = ImageSampler::Descriptor(ImageSamplerDescriptor {
            address_mode_u: ImageAddressMode::ClampToEdge,
            address_mode_v: ImageAddressMode::ClampToEdge,
            ..ImageSamplerDescriptor::linear()
        });
        image
    }

    /// Writes what is drawn into its picture.
    pub fn write(&self, image: &mut Image) {
        if let Some(data) = &mut image.data
            && data.len() == 4 * self.pixels.len()
        {
            data.copy_from_slice(self.pixels.as_flattened());
        }
    }
}

fn look(cell: &Cell, coat_um: f32, run_um: f32) -> [u8; 4] {
    let thick = (cell.um / coat_um * COAT).min(255.0) as u8;
    // Where it hangs too thick, as relief.
    let hangs = ((cell.um / run_um - 0.8) * 110.0).clamp(0.0, 180.0) as u8;
    let runs = if cell.ran { hangs.saturating_add(40) } else { hangs };
    [thick, runs, 0, 255]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_an_eye_would_see_change_is_written_anew() {
        let mut cells = vec![Cell::default(); 12];
        let mut film = Film::bare(4, 12);
        assert!(!film.follow(&cells, 50.0, 110.0));
        cells[5].um = 50.0;
        assert!(film.follow(&cells, 50.0, 110.0) && !film.follow(&cells, 50.0, 110.0));
        let mut image = Film::bare(4, 12).image();
        film.write(&mut image);
        assert_eq!(image.data.map(|data| data[20]), Some(128));
    }

    #[test]
    fn what_has_run_stands_out() {
        let thick = Cell { um: 150.0, ran: false };
        let ran = Cell { um: 150.0, ran: true };
        assert!(look(&ran, 50.0, 110.0)[1] > look(&thick, 50.0, 110.0)[1]);
        assert_eq!(look(&Cell { um: 50.0, ran: false }, 50.0, 110.0), [128, 0, 0, 255]);
    }
}
