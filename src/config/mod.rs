//! Kiosk and event configuration.
use bevy::prelude::Resource;
use crate::language::{Bilingual, Language};
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality { Auto, Low, High }
#[derive(Resource, Clone, Debug)]
pub struct KioskConfig {
    pub screen_diagonal_inches: f32, pub quality: Quality, pub volume: f32, pub ambience: f32, pub language: Language,
    pub kits: Option<Vec<String>>, pub idle_menu_secs: u32, pub idle_play_secs: u32, pub countdown_secs: u32, pub fullscreen: bool, pub large_text: bool, pub event: Option<String>,
}
impl Default for KioskConfig { fn default() -> Self { Self { screen_diagonal_inches: 32.0, quality: Quality::Auto, volume: 0.8, ambience: 0.6, language: Language::French, kits: None, idle_menu_secs: 45, idle_play_secs: 90, countdown_secs: 20, fullscreen: true, large_text: false, event: None } } }
#[derive(Clone, Debug)]
pub struct Event;
impl Event { pub fn stands_for(&self, _: &str, _: jiff::Timestamp) -> Vec<&Stand> { Vec::new() } }
#[derive(Clone, Debug)]
pub struct Stand { pub name: Bilingual, pub place: Bilingual }

pub fn load_kiosk(_: &std::path::Path, _: &mut crate::finding::Findings) -> KioskConfig { KioskConfig::default() }
pub fn load_event(_: &std::path::Path, _: &str, _: &mut crate::finding::Findings) -> Option<Event> { None }
