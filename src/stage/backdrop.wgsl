#import bevy_pbr::{forward_io::VertexOutput, mesh_view_bindings::view}
#import etabli::display::let_through_display

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    return vec4<f32>(in.color.rgb * let_through_display(view.exposure), in.color.a);
}
