// A scene while it is set up, and the layers it is made of.
#pragma once

#include "plugins/engines/storyteller/paint/camera.hpp"
#include "plugins/engines/storyteller/paint/image.hpp"
#include "plugins/engines/storyteller/paint/look.hpp"
#include "plugins/engines/storyteller/paint/painter.hpp"

#include <memory>
#include <vector>

namespace storyteller::paint {

// One frame, as every layer sees it.
struct Shot {
  int frame = 0;  // 0 for all frames of a still
  float t = 0;    // seconds of movement since the start
  View view;
  const CameraPath* camera = nullptr;
  const Look* look = nullptr;
  int width = 0, height = 0;
  Quality quality = Quality::final;
  float flash = 0;  // lightning, 0..1
  std::uint32_t seed = 0;

  float aspect() const { return static_cast<float>(width) / static_cast<float>(height); }
  Placement place(float nearness) const { return camera->place(view, nearness); }
  // Frame row of the horizon.
  float horizon_row() const {
    const Placement p = place(0);
    return look->horizon_y * p.scale + p.y;
  }
};

// Paints over what lies behind it. Layers are fixed once made; painting is pure and goes on in bands of rows at once.
class Layer {
 public:
  virtual ~Layer() = default;
  // True when prepare() looks at what the layers behind have painted.
  virtual bool reads_picture() const { return false; }
  // Work for the whole frame, done once before its rows; handed to every paint() of this frame.
  virtual Image prepare(const Shot&, const Image& /*picture*/, const Parallel&) const { return {}; }
  virtual void paint(const Shot&, const Image& prepared, Image& picture, int y0, int y1) const = 0;
};

inline constexpr int kBand = 16;
inline int bands(int rows) { return (rows + kBand - 1) / kBand; }
// Runs body(y0, y1) over fixed bands of rows.
template <class Body>
void over_rows(const Parallel& parallel, int rows, const Body& body) {
  parallel(bands(rows), [&](int b) { body(b * kBand, b * kBand + kBand < rows ? b * kBand + kBand : rows); });
}

struct Stage {
  const SceneSpec& spec;
  Canvas canvas;  // the size painted at
  const Parallel& parallel;
  Look look;
  CameraPath camera;
  std::vector<std::unique_ptr<Layer>> layers;  // back to front
  bool open_water = false;                     // the lower part of the picture is water that mirrors
  float wet = 0;                               // ground that mirrors a little, 0..1
  float ground_y = 0;                          // where subjects stand, on the plane
  float water_y = 0;                           // where subjects float; 0 = where others stand
  bool shore = false;                          // dry land in front of open water
  std::size_t shore_layer = 0;                 // the layer that land begins with: what floats goes behind it
  bool underwater = false;                     // seen from below the surface
  float table_y = 0;                           // where small things stand in a room
  bool has_table = false;                      // a table in front of the picture carries them

  float aspect() const { return static_cast<float>(canvas.width) / static_cast<float>(canvas.height); }
  Dice dice(std::string_view part) const { return Dice(spec.seed, part); }
  std::uint32_t seed(std::string_view part) const { return dice(part).bits(); }
  // True when a subject of the scene belongs there.
  bool has(Place place) const;
  // True when something of the scene stands on the ground and has no rock or pier of its own.
  bool needs_land() const;
  bool sees(std::string_view sight) const;
  // True when the land lies under snow.
  bool white() const { return look.snow > 0 || sees("winter"); }
  bool wants(std::string_view word) const { return !forbidden(spec, word); }
  float density(float nearness) const { return camera.density(nearness); }
  // A sheet over all the camera sees at this nearness, between the lines y0 and y1.
  Sheet sheet(float nearness, float y0, float y1) const;
  void add(std::unique_ptr<Layer> layer) { layers.push_back(std::move(layer)); }
  // A layer that is painted once and then only moves with the camera.
  void add_plate(const Sheet& sheet, float nearness);
  // The same, drifting sideways by `speed` units a second.
  void add_drifting(const Sheet& sheet, float nearness, float speed, float opacity);
};

// Distance of the main subject. Nearness of a thing at distance z is kSubjectDistance / z.
inline constexpr float kSubjectDistance = 6;
inline float nearness_at(float z) { return kSubjectDistance / z; }
// The ground that subjects stand on moves as one, or their feet would slip.
inline constexpr float kGroundNearness = 1.2f;

// The worlds.
void build_sea(Stage&);
void build_undersea(Stage&);  // the sea, seen from below its surface
void build_land(Stage&);      // mountains, desert, snow, countryside
void build_forest(Stage&);
void build_city(Stage&);
void build_space(Stage&);
void build_interior(Stage&);
void build_abstract(Stage&);

// Parts that worlds share.
void add_sky(Stage&);
void add_cloud_bank(Stage&);
void add_water(Stage&, float shore_y);  // from the line shore_y (plane, at or below the horizon) down
void add_swell(Stage&);                 // the high waves of a storm, over the water
void add_mist(Stage&, float y, float height, float nearness, float strength);
void add_cast(Stage&);            // the subjects
void add_weather(Stage&);         // rain, snow, dust, leaves
void add_foreground(Stage&);      // leaves and ferns between the eye and a wood
void add_falling(Stage&);         // only the rain or snow
void add_dust(Stage&, Px light);  // motes in a room
void add_bolts(Stage&);           // lightning, before the sky
void add_birds(Stage&);           // a few, far off

}  // namespace storyteller::paint
