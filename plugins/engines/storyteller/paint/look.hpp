// What the hour, the weather, the mood and the palette make of a scene: its light and its colours. All in linear light.
#pragma once

#include "plugins/engines/storyteller/paint/maths.hpp"
#include "plugins/engines/storyteller/subjects/subject.hpp"

namespace storyteller::paint {

struct Look {
  Px zenith, upper, lower, horizon;  // the sky from top to bottom
  Px disc, glow;                     // sun or moon, and the light around it
  Px key, fill;                      // what falls on things: from the sun, from the sky
  Px haze;                           // what distance turns into
  Px accents[5];                     // the scene's own palette, dark to light
  float accent = 0.15f;              // how far the palette colours the world
  float haze_density = 1;            // 1 = a clear day
  float cover = 0.3f;                // clouds, 0..1
  float stars = 0;
  float wind = 1;
  float rain = 0, snow = 0, fog = 0;  // 0..1
  bool lightning = false;
  bool moon = false;
  bool night = false;
  bool lamps = false;                 // windows and lamps are lit
  float horizon_y = 0.1f;             // on the plane
  float sun_x = 0.3f, sun_y = -0.2f;  // on the plane; below the horizon or outside of the frame when hidden
  float disc_radius = 0.02f;
  bool disc_visible = true;
  // Towards the light: x right, y up, z into the picture.
  float light_x = 0.6f, light_y = 0.5f, light_z = -0.3f;
  float exposure = 1;
  float hour_exposure = 1;                       // the part of it that the hour outdoors asks for
  float saturation = 1, contrast = 1, lift = 0;  // the grade
  Px shadows, highlights;                        // tint of dark and bright parts, 1 = none
  float vignette = 1, grain = 1, bloom = 1;
};

// `aspect` = width / height of the frame.
Look make_look(const SceneSpec&, float aspect);

// True when the spec forbids `word` ("rain", "clouds", "birds"); singular and plural are the same.
bool forbidden(const SceneSpec&, std::string_view word);

// The light on a drawing of the subject library that stands at distance `haze` (0 near .. 1 lost in the haze).
SubjectLight subject_light(const Look&);

}  // namespace storyteller::paint
