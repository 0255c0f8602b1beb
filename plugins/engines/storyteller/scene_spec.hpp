// What one scene shows, as plain data: the prompt parser writes it, the painter reads it. Nothing else passes between
// them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace storyteller {

enum class World { sea, mountains, forest, desert, city, snow, space, interior, countryside, abstract };
enum class TimeOfDay { night, dawn, day, dusk };
enum class Weather { clear, cloudy, rain, storm, snow, fog, wind };
enum class Mood { calm, joyful, melancholic, tense, mysterious, epic, romantic };
enum class Style { natural, noir, vintage, pastel, neon };
enum class CameraMove {
  hold,
  pan_left,
  pan_right,
  tilt_up,
  tilt_down,
  push,
  pull,
  crane_up,
  crane_down,
  orbit,
  handheld
};

// What a thing does, as far as it moves it through the picture.
enum class Action { usual, pass, rise, fall, rest };
// Where a thing is by another one of the picture.
enum class Relation { none, on, under, in, beside };

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0;  // sRGB, as written in a palette
  bool operator==(const Colour&) const = default;
};

struct Camera {
  CameraMove move = CameraMove::push;
  float speed = 1;  // 1 = the unhurried default, 0.5 slow, 2 fast
  float lens = 1;   // 1 = normal, below 1 wider, above 1 longer
  bool operator==(const Camera&) const = default;
};

// One thing in the picture. `kind` is a key of the subject library (subjects/subject.hpp).
struct Subject {
  std::string kind;     // "boat", "lighthouse", "dog"
  std::string word;     // the prompt's own word, for the report: "schooner"
  bool tinted = false;  // true when the prompt gave it a colour: "a red boat"
  Colour tint;
  int count = 1;   // "two dogs", "birds" (several)
  float size = 1;  // "tiny" 0.5 .. "giant" 2
  Action action = Action::usual;
  Relation relation = Relation::none;
  std::string by;  // the kind of the subject that `relation` speaks of
  bool operator==(const Subject&) const = default;
};

struct SceneSpec {
  World world = World::abstract;
  TimeOfDay time = TimeOfDay::day;
  Weather weather = Weather::clear;
  Mood mood = Mood::calm;
  Style style = Style::natural;
  Camera camera;
  std::array<Colour, 5> palette;  // dark to light; accents the world's own colours
  bool palette_asked = false;     // true when colour words of the prompt chose the palette ("red desert")
  float motion = 1;               // 0 = a still was asked for
  std::vector<Subject> subjects;  // most important first
  // What else is to be seen that is neither a thing nor weather: "underwater", "aurora", "network", "leaves", "ground"
  // (of another world), "fireflies". The painter ignores what it does not know.
  std::vector<std::string> sights;
  std::vector<std::string> negative;  // things that must not appear, as kinds, worlds or weather words
  std::vector<std::string> unmapped;  // content words of the prompt that could not be pictured, in order
  std::vector<std::string> likened;   // what was pictured by something near: "zebra (pictured as a horse)"
  std::string text;                   // a title asked for in quotes, or empty
  std::uint64_t seed = 0;
  bool operator==(const SceneSpec&) const = default;
};

}  // namespace storyteller
