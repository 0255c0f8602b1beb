// Open sea, a coast or islands behind it.
#include "plugins/engines/storyteller/paint/terrain.hpp"
#include "plugins/engines/storyteller/paint/wonders.hpp"

namespace storyteller::paint {

void build_sea(Stage& stage) {
  Dice dice = stage.dice("sea");
  if (stage.sees("underwater")) return build_undersea(stage);
  add_sky(stage);
  add_cloud_bank(stage);
  add_rainbow(stage);
  add_bolts(stage);
  add_birds(stage);
  const int kind = dice.below(4);  // 0 open water, 1 far islands, 2 a coast on one side, 3 both
  const auto seed = dice.bits();
  const auto land = [&](Slice s) {
    s.sea_level = 0, s.seed = seed + static_cast<std::uint32_t>(stage.layers.size());
    add_slice(stage, s);
  };
  if (kind != 0)
    land({.relief = Relief::peaks,
          .ground = Ground::rock,
          .near = 55,
          .far = 120,
          .base = -1.2f,
          .height = dice.range(5, 11),
          .size = dice.range(24, 44),
          .valley = 0.95f,
          .valley_x = dice.range(-0.5f, 0.5f)});
  if (kind == 1 || kind == 3)
    land({.relief = Relief::islands,
          .ground = Ground::rock,
          .near = 26,
          .far = 52,
          .base = -0.15f,
          .height = dice.range(1.6f, 3.2f),
          .size = dice.range(10, 20)});
  if (kind >= 2)
    land({.relief = Relief::hills,
          .ground = Ground::grass,
          .near = 12,
          .far = 30,
          .base = -1.6f,
          .height = dice.range(3.6f, 5),
          .size = dice.range(6, 10),
          .valley = 1.1f,
          .valley_x = -stage.look.sun_x * dice.range(-0.2f, 0.6f)});
  add_mist(stage, stage.look.horizon_y, 0.03f, 0.05f, 0.30f + 0.4f * stage.look.fog);
  add_water(stage, stage.look.horizon_y);
  if (stage.look.lightning || stage.spec.weather == Weather::storm) add_swell(stage);
  if (stage.needs_land()) {  // a beach, so that nobody walks on the water
    const float far = 3.1f;
    stage.shore_layer = stage.layers.size();
    add_slice(stage, {.relief = Relief::meadow,
                      .ground = stage.white() ? Ground::snow : Ground::sand,
                      .near = 0.9f,
                      .far = far,
                      .base = -0.10f,
                      .height = 0.16f,
                      .size = 1.7f,
                      .seed = seed + 77});
    const float edge = line_at(stage.look, far);
    add_mist(stage, edge, 0.012f, 1, 0.30f);
    stage.shore = true, stage.ground_y = mix(edge, 0.5f, dice.range(0.30f, 0.5f));
    stage.water_y = mix(stage.look.horizon_y, edge, dice.range(0.45f, 0.65f));
  } else {
    stage.ground_y = mix(stage.look.horizon_y, 0.5f, dice.range(0.30f, 0.5f));
  }
  add_mist(stage, stage.look.horizon_y + 0.01f, 0.06f, 0.1f, stage.look.fog * 0.8f);
}

}  // namespace storyteller::paint
