// Transitions in which the pictures move as a whole.
#pragma once

#include "transitions/transition.hpp"

namespace rushes::effects {

// Which way the coming picture goes.
struct Way {
  double x = -1, y = 0;
};
inline constexpr ParamSpec way_param =
    choice("direction", "Direction", "left", "left|right|up|down", "Which way the pictures move.");
inline Way way_named(std::string_view name) {
  if (name == "right") return {1, 0};
  if (name == "up") return {0, -1};
  if (name == "down") return {0, 1};
  return {-1, 0};
}

struct Push : MovingTransition<Push> {
  static constexpr PluginSpec spec{.id = "org.rushes.push",
                                   .name = "Push",
                                   .description = "The coming picture pushes the leaving one out of the frame.",
                                   .traits = transition_traits,
                                   .inputs = 2};
  static constexpr std::array params{mix_param, way_param, ease_param};
  struct Kernel {
    double ax, ay, bx, by;  // how far each picture has moved, in pixels
    void operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int y) const;
  };
  static Kernel kernel(const Push&, const Args& p, const Frame& f) {
    const Way w = way_named(p.text("direction"));
    const double e = eased(p), dx = w.x * f.width(), dy = w.y * f.height();
    return {dx * e, dy * e, dx * (e - 1), dy * (e - 1)};
  }
};

struct Slide : MovingTransition<Slide> {
  static constexpr PluginSpec spec{.id = "org.rushes.slide",
                                   .name = "Slide",
                                   .description = "One picture slides over the other.",
                                   .traits = transition_traits,
                                   .inputs = 2};
  static constexpr std::array params{mix_param, way_param,
                                     choice("style", "Style", "cover", "cover|reveal",
                                            "cover: the coming picture slides in; reveal: the leaving one out."),
                                     ease_param};
  struct Kernel {
    double x, y;  // how far the upper picture lies from its place
    bool cover;
    void operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int y) const;
  };
  static Kernel kernel(const Slide&, const Args& p, const Frame& f) {
    const Way w = way_named(p.text("direction"));
    const bool cover = p.text("style") != "reveal";
    const double e = eased(p) - (cover ? 1 : 0);
    return {w.x * f.width() * e, w.y * f.height() * e, cover};
  }
};

struct Zoom : MovingTransition<Zoom> {
  static constexpr PluginSpec spec{.id = "org.rushes.zoom",
                                   .name = "Zoom",
                                   .description = "Flies into the leaving picture and out of the coming one.",
                                   .traits = transition_traits,
                                   .inputs = 2};
  static constexpr std::array params{
      mix_param, number("factor", "Factor", 3, 1, 10, 0.1, "How far it flies: the largest magnification."),
      point("centre", "Centre", 0.5, 0.5, "Where to: 0,0 is the upper left corner, 1,1 the lower right."),
      number("blur", "Motion blur", 0.5, 0, 1, 0.01, "Share of a whole pace that a frame's shutter is open."),
      ease_param};
  struct Kernel {
    double cx, cy, factor, e, shutter;
    void operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int y) const;
  };
  static Kernel kernel(const Zoom&, const Args& p, const Frame& f) {
    return {f.full.x1 + value(p, "centre", 0) * f.width(), f.full.y1 + value(p, "centre", 1) * f.height(),
            value(p, "factor"), eased(p), value(p, "blur") * 0.1};
  }
};

struct Spin : MovingTransition<Spin> {
  static constexpr PluginSpec spec{.id = "org.rushes.spin",
                                   .name = "Spin",
                                   .description = "The frame turns, and the other picture comes to rest.",
                                   .traits = transition_traits,
                                   .inputs = 2};
  static constexpr std::array params{
      mix_param, number("angle", "Angle", 180, -720, 720, 1, "How far it turns, clockwise.", "", RUSHES_U_DEGREES),
      number("blur", "Motion blur", 0.5, 0, 1, 0.01, "Share of a whole pace that a frame's shutter is open."),
      ease_param};
  struct Kernel {
    double cx, cy, angle, e, shutter;
    void operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int y) const;
  };
  static Kernel kernel(const Spin&, const Args& p, const Frame& f) {
    return {f.full.x1 + f.width() / 2, f.full.y1 + f.height() / 2, value(p, "angle") * (3.14159265358979323846 / 180),
            eased(p), value(p, "blur") * 0.1};
  }
};

struct Cube : MovingTransition<Cube> {
  static constexpr PluginSpec spec{.id = "org.rushes.cube",
                                   .name = "Cube",
                                   .description = "The pictures are sides of a cube that turns.",
                                   .traits = transition_traits,
                                   .inputs = 2};
  static constexpr std::array params{
      mix_param,
      way_param,
      number("distance", "Distance", 2, 0.5, 10, 0.1, "Of the eye, in widths of the cube: nearer is more dramatic."),
      number("shade", "Shade", 0.5, 0, 1, 0.01, "How much darker a side is that is seen at an angle."),
      colour("background", "Background", {0, 0, 0, 1}, "What is seen beside the cube."),
      ease_param};
  struct Kernel {
    double cx, cy, along, half;  // half the cube's width along the way it turns
    double cosine, sine, eye, shade;
    bool upright, backwards;
    float background[4];
    void operator()(const FloatImage& a, const FloatImage& b, FloatRow& row, int y) const;
  };
  static Kernel kernel(const Cube&, const Args& p, const Frame& f);
};

}  // namespace rushes::effects
