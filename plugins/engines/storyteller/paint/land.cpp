// Mountains, desert, snow and countryside: the same slices of land in other clothes.
#include "plugins/engines/storyteller/paint/terrain.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

void mountains(Stage& stage) {
  Dice dice = stage.dice("mountains");
  Look& look = stage.look;
  const std::uint32_t seed = dice.bits();
  const float valley_x = dice.range(-0.45f, 0.45f), tall = dice.range(0.8f, 1.25f);
  const bool lake = stage.wants("water") && stage.wants("lake") && dice.chance(0.5f);
  const float snow = look.snow > 0 ? 0.15f : dice.range(0.35f, 0.75f);
  add_slice(stage, {.relief = Relief::peaks, .ground = Ground::rock, .near = 60, .far = 150, .base = -1, .height = 24 * tall, .size = 42,
                    .snow_line = 24 * tall * snow * 0.55f, .valley = 0.35f, .valley_x = valley_x, .seed = seed});
  add_mist(stage, look.horizon_y - 0.02f, 0.07f, 0.08f, 0.35f + 0.5f * look.fog);
  add_slice(stage, {.relief = Relief::peaks, .ground = Ground::rock, .near = 24, .far = 58, .base = -0.6f, .height = 8.5f * tall, .size = 17,
                    .snow_line = 8.5f * tall * snow, .valley = 0.85f, .valley_x = valley_x, .seed = seed + 1});
  add_mist(stage, look.horizon_y + 0.005f, 0.035f, 0.2f, 0.30f + 0.6f * look.fog);
  add_slice(stage, {.relief = Relief::hills, .ground = Ground::forest, .near = 9, .far = 23, .base = -0.5f, .height = 1.7f, .size = 5,
                    .valley = 1, .valley_x = valley_x, .seed = seed + 2});
  if (lake) {
    add_water(stage, line_at(look, 22));
  } else {
    add_slice(stage, {.relief = Relief::meadow, .ground = Ground::grass, .near = 0.9f, .far = 10, .base = -0.12f, .height = 0.22f, .size = 3,
                      .seed = seed + 3});
  }
}

void desert(Stage& stage) {
  Dice dice = stage.dice("desert");
  const Look& look = stage.look;
  const std::uint32_t seed = dice.bits();
  if (dice.chance(0.5f))
    add_slice(stage, {.relief = Relief::mesas, .ground = Ground::rock, .near = 45, .far = 110, .base = -0.5f, .height = dice.range(5, 9), .size = dice.range(14, 24),
                      .valley = 0.7f, .valley_x = dice.range(-0.4f, 0.4f), .seed = seed});
  add_mist(stage, look.horizon_y, 0.03f, 0.1f, 0.25f + 0.6f * look.fog);
  add_slice(stage, {.relief = Relief::dunes, .ground = Ground::sand, .near = 12, .far = 44, .base = -0.5f, .height = dice.range(2.2f, 4.2f), .size = dice.range(9, 14),
                    .valley = 0.5f, .valley_x = dice.range(-0.4f, 0.4f), .seed = seed + 1});
  add_slice(stage, {.relief = Relief::dunes, .ground = Ground::sand, .near = 0.9f, .far = 13, .base = -0.25f, .height = dice.range(0.5f, 0.75f), .size = dice.range(3, 5),
                    .seed = seed + 2});
}

void snowfields(Stage& stage) {
  Dice dice = stage.dice("snow");
  const Look& look = stage.look;
  const std::uint32_t seed = dice.bits();
  add_slice(stage, {.relief = Relief::peaks, .ground = Ground::rock, .near = 40, .far = 110, .base = -1, .height = dice.range(7, 15), .size = 24, .snow_line = 0.5f,
                    .valley = 0.6f, .valley_x = dice.range(-0.4f, 0.4f), .seed = seed});
  add_mist(stage, look.horizon_y, 0.05f, 0.1f, 0.35f + 0.5f * look.fog);
  add_slice(stage, {.relief = Relief::hills, .ground = Ground::snow, .near = 9, .far = 38, .base = -0.4f, .height = dice.range(1.2f, 2.2f), .size = 9,
                    .valley = 0.5f, .valley_x = dice.range(-0.4f, 0.4f), .seed = seed + 1});
  add_slice(stage, {.relief = Relief::meadow, .ground = Ground::snow, .near = 0.9f, .far = 10, .base = -0.14f, .height = 0.26f, .size = 3, .seed = seed + 3});
}

void countryside(Stage& stage) {
  Dice dice = stage.dice("country");
  const Look& look = stage.look;
  const std::uint32_t seed = dice.bits();
  add_slice(stage, {.relief = Relief::hills, .ground = Ground::forest, .near = 50, .far = 130, .base = -1, .height = dice.range(4, 8), .size = 26, .seed = seed});
  add_mist(stage, look.horizon_y, 0.03f, 0.1f, 0.25f + 0.5f * look.fog);
  add_slice(stage, {.relief = Relief::hills, .ground = Ground::fields, .near = 8, .far = 48, .base = -0.9f, .height = dice.range(1.6f, 2.6f), .size = dice.range(8, 13), .seed = seed + 1});
  add_slice(stage, {.relief = Relief::meadow, .ground = Ground::grass, .near = 0.9f, .far = 9, .base = -0.12f, .height = 0.24f, .size = 3, .seed = seed + 2});
}

}  // namespace

void build_land(Stage& stage) {
  add_sky(stage);
  add_cloud_bank(stage);
  add_bolts(stage);
  add_birds(stage);
  switch (stage.spec.world) {
    case World::desert: desert(stage); break;
    case World::snow: snowfields(stage); break;
    case World::countryside: countryside(stage); break;
    default: mountains(stage); break;
  }
  stage.ground_y = mix(stage.look.horizon_y, 0.5f, stage.dice("ground").range(0.42f, 0.62f));
}

}  // namespace storyteller::paint
