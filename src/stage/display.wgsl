// What the lean shaders share: from display colours to light and back, and how dark the helmet's glass makes it.

#define_import_path etabli::display

/// What `view.exposure` is in daylight (`stage::eye`).
const DAYLIGHT: f32 = 0.0010019;

/// Artists paint in display colours; light adds up in linear ones. The sRGB curve to within a step of an 8-bit screen.
fn to_light(c: vec3<f32>) -> vec3<f32> {
    return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878);
}

/// The way back, by roots: a CPU renderer pays dearly for any other power.
fn to_display(light: vec3<f32>) -> vec3<f32> {
    let c = saturate(light);
    let r1 = sqrt(c);
    let r2 = sqrt(r1);
    return 0.662002687 * r1 + 0.684122060 * r2 - 0.323583601 * sqrt(r2) - 0.0225411470 * c;
}

/// How much of the light an eye of this exposure lets through, 0 to 1.
fn let_through(exposure: f32) -> f32 {
    return saturate(exposure / DAYLIGHT);
}

/// The same for display colours.
fn let_through_display(exposure: f32) -> f32 {
    return sqrt(let_through(exposure));
}
