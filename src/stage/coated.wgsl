#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::view}
#import etabli::display::{facing_squared, let_through, to_display, to_light, unit_again}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var coat: texture_2d<f32>;
@group(#{MATERIAL_BIND_GROUP}) @binding(1) var coat_sampler: sampler;
// w: 1 for what is dry and flat, as a pencil's line.
@group(#{MATERIAL_BIND_GROUP}) @binding(2) var<uniform> towards_light: vec4<f32>;
// sRGB; alpha: how much of what is under it a full coat hides.
@group(#{MATERIAL_BIND_GROUP}) @binding(3) var<uniform> paint: vec4<f32>;

const KEY: vec3<f32> = vec3<f32>(1.0, 0.93, 0.80);
const SKY: vec3<f32> = vec3<f32>(0.62, 0.68, 0.78);
const GROUND: vec3<f32> = vec3<f32>(0.44, 0.36, 0.30);
const TUBE: vec3<f32> = vec3<f32>(1.0, 0.98, 0.94);
/// How high a coat of the trade and a run stand for the light, metres.
const RELIEF: f32 = 0.010;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let lies = textureSample(coat, coat_sampler, in.uv);
    // 1 is the trade's coat.
    let thick = lies.r * 1.992;
    let height = (min(thick, 1.0) * 0.35 + lies.g * 1.6) * RELIEF * (1.0 - towards_light.w);
    // The slope of the coat, from how it changes from pixel to pixel (Mikkelsen, "Bump mapping unparametrized surfaces on
    // the GPU", 2010).
    let flat_normal = unit_again(in.world_normal);
    let dx = dpdx(in.world_position.xyz);
    let dy = dpdy(in.world_position.xyz);
    let across = cross(dy, flat_normal);
    let along = cross(flat_normal, dx);
    let turn = dot(dx, across);
    let slope = sign(turn) * (dpdx(height) * across + dpdy(height) * along);
    let normal = normalize(abs(turn) * flat_normal - slope);
    let eye = normalize(view.world_position - in.world_position.xyz);
    // What is too thin shimmers through; what is too thick darkens.
    let cover = smoothstep(0.04, 0.82, thick);
    let primer = to_light(in.color.rgb);
    let deep = 1.0 - 0.30 * saturate(lies.g * 1.4);
    let base = mix(primer, to_light(paint.rgb) * deep, cover * paint.a);
    let wet = cover * cover * (1.0 - towards_light.w);
    let key = saturate(dot(normal, towards_light.xyz) * 0.75 + 0.25);
    let around = mix(GROUND, SKY, normal.y * 0.5 + 0.5);
    let facing_2 = facing_squared(normal, eye, towards_light.xyz);
    let facing_4 = facing_2 * facing_2;
    let facing_16 = facing_4 * facing_4 * facing_4 * facing_4;
    let shine = mix(facing_4 * 0.06, facing_16 * facing_16 * facing_16 * 0.9, wet);
    // Two tubes of light at the ceiling, seen in what is wet.
    let mirrored = reflect(-eye, normal);
    let over = mirrored.x / max(mirrored.y, 0.12);
    let tubes = (1.0 - smoothstep(0.07, 0.12, abs(over - 0.34))) + (1.0 - smoothstep(0.07, 0.12, abs(over + 0.34)));
    let ceiling = saturate(mirrored.y * 3.0 - 0.4) * wet;
    let grazing = 1.0 - saturate(dot(normal, eye));
    let fresnel = 0.10 + 0.75 * grazing * grazing * grazing;
    var colour = base * (KEY * key * 0.92 + around * 0.62) + KEY * shine;
    colour += (TUBE * saturate(tubes) * (0.30 + fresnel) + SKY * fresnel * 0.45) * ceiling;
    return vec4<f32>(to_display(colour * let_through(view.exposure)), 1.0);
}
