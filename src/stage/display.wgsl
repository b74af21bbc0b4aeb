// What the lean shaders share: from display colours to light and back, and how dark the helmet's glass makes it.

#define_import_path etabli::display

/// One over what `view.exposure` is in daylight (`stage::eye`).
const PER_DAYLIGHT: f32 = 998.1;

/// Artists paint in display colours; light adds up in linear ones. The sRGB curve to within a step of an 8-bit screen.
fn to_light(c: vec3<f32>) -> vec3<f32> {
    return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878);
}

/// The way back, within 3.6 steps of an 8-bit screen, by one root: a CPU renderer pays dearly for each, and for any other
/// power.
fn to_display(light: vec3<f32>) -> vec3<f32> {
    let r = sqrt(saturate(light));
    return r * (r * (r * (r * 1.55756673 - 3.16594228) + 1.82101871) + 0.78735684);
}

/// How much of a display colour an eye of this exposure lets through, 0 to 1 (`trace::helmet` says it so, for that the
/// screen is covered with baked light, which is display colours).
fn let_through_display(exposure: f32) -> f32 {
    return saturate(exposure * PER_DAYLIGHT);
}

/// The same for light.
fn let_through(exposure: f32) -> f32 {
    let through = let_through_display(exposure);
    return through * through;
}

/// A normal that corners of nearly unit length were blended to, unit again: one step of Newton's instead of a root.
fn unit_again(normal: vec3<f32>) -> vec3<f32> {
    return normal * (1.5 - 0.5 * dot(normal, normal));
}

/// The square of how far a surface faces halfway between eye and light, 0 to 1: all powers of it that shine are even.
fn facing_squared(normal: vec3<f32>, eye: vec3<f32>, light: vec3<f32>) -> f32 {
    let both = eye + light;
    let faces = max(dot(normal, both), 0.0);
    return faces * faces / max(dot(both, both), 1e-4);
}
