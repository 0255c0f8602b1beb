// The library of things that can stand in a picture: vector drawings (Cairo) chosen by key.
// All functions are pure: the same arguments give the same pixels on any thread.
#pragma once

#include "plugins/engines/storyteller/scene_spec.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace storyteller {

enum class Place { ground, water, air, space, table };

// What a subject is, without drawing it. Table entries live for the whole program.
struct SubjectInfo {
  std::string_view kind;   // unique key
  std::string_view label;  // for people: "sailing boat"
  Place place;             // where it belongs
  float height_m;          // natural height in metres, for its size among the others
  float aspect;            // width / height of its drawing
  bool moves;              // travels through the picture (boat, bird, car); the painter decides how far
  int poses;               // frames of its motion cycle (wings, legs); 1 = rigid
};

// A light the drawing carries: the painter adds glow, beams and reflections there.
struct LightPoint {
  float x, y;  // 0..1 of the drawing
  Colour colour;
  float radius;  // of its glow, in drawing heights
  bool beam;     // a turning or pointing beam (lighthouse, headlight)
};

// Premultiplied ARGB32 (sRGB coded), top row first. `foot_y` (0..1 of the height) is the line that touches the ground
// or water.
struct Sprite {
  int width = 0, height = 0;
  float foot_y = 1;
  std::vector<std::uint32_t> argb;
  std::vector<LightPoint> lights;
};

// How the light of the scene falls on it: colours are sRGB. `from_right`: the key light comes from the right.
struct SubjectLight {
  Colour key{255, 240, 220};
  Colour shade{40, 40, 60};
  float key_strength = 1;  // 0 = silhouette, 1 = full daylight
  bool from_right = true;
};

std::span<const SubjectInfo> subject_infos();
const SubjectInfo* find_subject(std::string_view kind);  // nullptr when there is none

// Draws `subject` at `height_px` rows. `pose` in 0..poses-1. `seed` varies details (leaves, windows), never the
// recognisability. An unknown kind gives an empty sprite.
Sprite draw_subject(const Subject& subject, int height_px, const SubjectLight& light, int pose, std::uint64_t seed);

}  // namespace storyteller
