// Mountains, desert, snow and countryside: the same slices of land in other clothes.
#include "plugins/engines/storyteller/paint/growth.hpp"
#include "plugins/engines/storyteller/paint/wonders.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

Px tinted(const Look& look, Px c, std::size_t k = 3) {
  const Px a = look.accents[k];
  return opaque(mix(c, a * (luma(c) / std::max(luma(a), 0.03f)), look.accent * 0.8f));
}

// Blades and flower heads close to the eye, so that the ground has a grain.
Growth grass(const Look& look, bool white) {
  return {.plant = Plant::tuft,
          .count = white ? 26 : 420,
          .near = 1.15f,
          .far = 6.5f,
          .low = 0.03f,
          .high = 0.075f,
          .clumps = white ? 0.5f : 0.25f,
          .colour = tinted(look, white ? hex(0x8a7c58) : hex(0x8aa548))};
}
Growth flowers(const Look& look, bool white, Dice& dice) {
  static const Px petals[] = {hex(0xf4e3a0), hex(0xe86a5a), hex(0xb58ae0), hex(0xf6f2ee), hex(0xf0b040), hex(0x7aa0f0)};
  return {.plant = Plant::flower,
          .count = white || dice.chance(0.3f) ? 0 : dice.below(160) + 30,
          .near = 1.2f,
          .far = 5.5f,
          .low = 0.03f,
          .high = 0.06f,
          .clumps = 0.7f,
          .colour = tinted(look, petals[dice.below(6)], 4)};
}

// Things that swim want a lake, unless someone has to stand there.
bool floats(const Stage& stage) { return stage.has(Place::water) && !stage.needs_land(); }

void mountains(Stage& stage) {
  Dice dice = stage.dice("mountains");
  Look& look = stage.look;
  const std::uint32_t seed = dice.bits();
  const float valley_x = dice.range(-0.45f, 0.45f), usual_height = dice.range(0.8f, 1.25f),
              tall = usual_height * (stage.sees("snowcaps") ? 1.5f : 1.f);
  const bool chance = dice.chance(0.5f);
  const bool lake = !stage.sees("waterfall") && stage.wants("water") && stage.wants("lake") && !stage.needs_land() &&
                    (chance || stage.has(Place::water));
  const bool white = stage.white();
  const float usual = dice.range(0.35f, 0.75f), snow = white ? 0.02f : stage.sees("snowcaps") ? 0.14f : usual;
  const bool volcano = stage.sees("volcano") && stage.wants("volcano");
  if (volcano)
    add_volcano(stage, valley_x * 0.5f);
  else
    add_slice(stage, {.relief = Relief::peaks,
                      .ground = Ground::rock,
                      .near = 60,
                      .far = 150,
                      .base = -1,
                      .height = 24 * tall,
                      .size = 42,
                      .snow_line = 24 * tall * snow * 0.55f,
                      .valley = 0.35f,
                      .valley_x = valley_x,
                      .seed = seed});
  add_mist(stage, look.horizon_y - 0.02f, 0.07f, 0.08f, 0.35f + 0.5f * look.fog);
  add_slice(stage, {.relief = Relief::peaks,
                    .ground = Ground::rock,
                    .near = 24,
                    .far = 58,
                    .base = -0.6f,
                    .height = (volcano ? 3.5f : 8.5f) * tall,
                    .size = 17,
                    .snow_line = 8.5f * tall * snow,
                    .valley = 0.85f,
                    .valley_x = valley_x,
                    .seed = seed + 1});
  add_mist(stage, look.horizon_y + 0.005f, 0.035f, 0.2f, 0.30f + 0.6f * look.fog);
  const Slice foothills{.relief = Relief::hills,
                        .ground = white ? Ground::snow : Ground::forest,
                        .near = 9,
                        .far = 23,
                        .base = -0.5f,
                        .height = 1.9f,
                        .size = 5,
                        .valley = 1,
                        .valley_x = valley_x,
                        .seed = seed + 2};
  add_slice(stage, foothills);
  const Px pine = tinted(look, hex(0x35563a));
  add_growth(stage, foothills,
             {{.plant = Plant::conifer,
               .count = 90,
               .near = 11,
               .far = 21,
               .low = 0.45f,
               .high = 0.95f,
               .clumps = 0.8f,
               .colour = pine}},
             "pines");
  if (lake) {
    add_water(stage, line_at(look, 22));
    return;
  }
  const Slice meadow{.relief = Relief::meadow,
                     .ground = white ? Ground::snow : Ground::grass,
                     .near = 0.9f,
                     .far = 10,
                     .base = -0.12f,
                     .height = 0.22f,
                     .size = 3,
                     .seed = seed + 3};
  add_slice(stage, meadow);
  if (stage.sees("waterfall") && stage.wants("waterfall")) add_waterfall(stage, valley_x * 0.7f, 8.5f, false);
  add_growth(stage, meadow,
             {{.plant = Plant::conifer,
               .count = 7,
               .near = 3.6f,
               .far = 8.5f,
               .low = 0.9f,
               .high = 1.9f,
               .clear_x = valley_x * 0.7f,
               .clear = 0.45f,
               .colour = pine},
              {.plant = Plant::rock,
               .count = 6,
               .near = 1.6f,
               .far = 7,
               .low = 0.04f,
               .high = 0.16f,
               .colour = tinted(look, hex(0x8a8078))},
              grass(look, white),
              flowers(look, white, dice)},
             "meadow");
}

void desert(Stage& stage) {
  Dice dice = stage.dice("desert");
  const Look& look = stage.look;
  const std::uint32_t seed = dice.bits();
  if (dice.chance(0.5f))
    add_slice(stage, {.relief = Relief::mesas,
                      .ground = Ground::rock,
                      .near = 45,
                      .far = 110,
                      .base = -0.5f,
                      .height = dice.range(5, 9),
                      .size = dice.range(14, 24),
                      .valley = 0.7f,
                      .valley_x = dice.range(-0.4f, 0.4f),
                      .seed = seed});
  // A plain as far as one can see: between the dunes a camera that rises looks over it.
  add_slice(stage, {.relief = Relief::meadow,
                    .ground = stage.white() ? Ground::snow : Ground::sand,
                    .near = 30,
                    .far = 400,
                    .base = -0.5f,
                    .height = 0.3f,
                    .size = 40,
                    .seed = seed + 5});
  add_mist(stage, look.horizon_y, 0.03f, 0.1f, 0.25f + 0.6f * look.fog);
  add_slice(stage, {.relief = Relief::dunes,
                    .ground = stage.white() ? Ground::snow : Ground::sand,
                    .near = 12,
                    .far = 44,
                    .base = -0.5f,
                    .height = dice.range(2.2f, 4.2f),
                    .size = dice.range(9, 14),
                    .valley = 0.5f,
                    .valley_x = dice.range(-0.4f, 0.4f),
                    .seed = seed + 1});
  const Slice sand{.relief = Relief::meadow,
                   .ground = stage.white() ? Ground::snow : Ground::sand,
                   .near = 0.9f,
                   .far = 14,
                   .base = -0.30f,
                   .height = dice.range(0.5f, 0.65f),
                   .size = dice.range(3, 5),
                   .seed = seed + 2};
  add_slice(stage, sand);
  add_growth(stage, sand,
             {{.plant = Plant::tuft,
               .count = 14 + dice.below(40),
               .near = 1.3f,
               .far = 8,
               .low = 0.05f,
               .high = 0.12f,
               .clumps = 0.7f,
               .colour = hex(0x9a8a52)},
              {.plant = Plant::rock,
               .count = dice.below(9),
               .near = 1.6f,
               .far = 10,
               .low = 0.03f,
               .high = 0.15f,
               .clumps = 0.5f,
               .colour = tinted(look, hex(0xa87a58))}},
             "scrub");
}

void snowfields(Stage& stage) {
  Dice dice = stage.dice("snow");
  const Look& look = stage.look;
  const std::uint32_t seed = dice.bits();
  add_slice(stage, {.relief = Relief::peaks,
                    .ground = Ground::rock,
                    .near = 40,
                    .far = 110,
                    .base = -1,
                    .height = dice.range(7, 15),
                    .size = 24,
                    .snow_line = 0.5f,
                    .valley = 0.6f,
                    .valley_x = dice.range(-0.4f, 0.4f),
                    .seed = seed});
  add_mist(stage, look.horizon_y, 0.05f, 0.1f, 0.35f + 0.5f * look.fog);
  const float clear_x = dice.range(-0.4f, 0.4f);
  const Slice hills{.relief = Relief::hills,
                    .ground = Ground::snow,
                    .near = 9,
                    .far = 38,
                    .base = -0.4f,
                    .height = dice.range(1.2f, 2.2f),
                    .size = 9,
                    .valley = 0.5f,
                    .valley_x = clear_x,
                    .seed = seed + 1};
  add_slice(stage, hills);
  const Px pine = tinted(look, hex(0x3a5548));
  add_growth(stage, hills,
             {{.plant = Plant::conifer,
               .count = dice.below(110) + 30,
               .near = 11,
               .far = 34,
               .low = 0.6f,
               .high = 1.3f,
               .clumps = 0.9f,
               .colour = pine}},
             "pines");
  if (floats(stage)) return add_water(stage, line_at(look, 9.5f));
  const Slice field{.relief = Relief::meadow,
                    .ground = Ground::snow,
                    .near = 0.9f,
                    .far = 10,
                    .base = -0.14f,
                    .height = 0.26f,
                    .size = 3,
                    .seed = seed + 3};
  add_slice(stage, field);
  add_growth(
      stage, field,
      {{.plant = Plant::conifer,
        .count = 8,
        .near = 3.4f,
        .far = 9,
        .low = 1.0f,
        .high = 2.2f,
        .clear_x = clear_x,
        .clear = 0.5f,
        .colour = pine},
       {.plant = Plant::bush, .count = 3, .near = 2, .far = 7, .low = 0.06f, .high = 0.14f, .colour = hex(0x9aa0a8)},
       grass(look, true)},
      "field");
}

void countryside(Stage& stage) {
  Dice dice = stage.dice("country");
  const Look& look = stage.look;
  const std::uint32_t seed = dice.bits();
  add_slice(stage, {.relief = Relief::hills,
                    .ground = Ground::forest,
                    .near = 50,
                    .far = 130,
                    .base = -1,
                    .height = dice.range(4, 8),
                    .size = 26,
                    .seed = seed});
  add_mist(stage, look.horizon_y, 0.03f, 0.1f, 0.25f + 0.5f * look.fog);
  const bool white = stage.white();
  const Slice fields{.relief = Relief::hills,
                     .ground = white ? Ground::snow : Ground::fields,
                     .near = 8,
                     .far = 48,
                     .base = -0.9f,
                     .height = dice.range(1.6f, 2.6f),
                     .size = dice.range(8, 13),
                     .seed = seed + 1};
  add_slice(stage, fields);
  static const Px crowns[] = {hex(0x4f7a34), hex(0x6a8a38), hex(0x3f6a3c), hex(0xa0803a)};
  const Px crown = tinted(look, crowns[dice.below(4)]);
  const float clear_x = dice.range(-0.5f, 0.5f);
  add_growth(stage, fields,
             {{.plant = Plant::broadleaf,
               .count = 34,
               .near = 10,
               .far = 40,
               .low = 0.45f,
               .high = 0.85f,
               .clumps = 0.7f,
               .colour = crown},
              {.plant = Plant::bush,
               .count = 50,
               .near = 10,
               .far = 36,
               .low = 0.14f,
               .high = 0.26f,
               .clumps = 0.6f,
               .colour = crown}},
             "copses");
  if (floats(stage)) return add_water(stage, line_at(look, 9));
  const Slice meadow{.relief = Relief::meadow,
                     .ground = white ? Ground::snow : Ground::grass,
                     .near = 0.9f,
                     .far = 9,
                     .base = -0.12f,
                     .height = 0.24f,
                     .size = 3,
                     .seed = seed + 2};
  add_slice(stage, meadow);
  add_growth(stage, meadow,
             {{.plant = Plant::broadleaf,
               .count = 3,
               .near = 3.2f,
               .far = 8,
               .low = 1.1f,
               .high = 2,
               .clear_x = clear_x,
               .clear = 0.6f,
               .colour = crown},
              {.plant = Plant::bush,
               .count = 5,
               .near = 2.2f,
               .far = 8,
               .low = 0.10f,
               .high = 0.24f,
               .clear_x = clear_x,
               .clear = 0.25f,
               .colour = crown},
              grass(look, white),
              flowers(look, white, dice)},
             "meadow");
}

}  // namespace

void build_land(Stage& stage) {
  add_sky(stage);
  add_cloud_bank(stage);
  add_rainbow(stage);
  add_bolts(stage);
  add_birds(stage);
  switch (stage.spec.world) {
    case World::desert:
      desert(stage);
      break;
    case World::snow:
      snowfields(stage);
      break;
    case World::countryside:
      countryside(stage);
      break;
    default:
      mountains(stage);
      break;
  }
  stage.ground_y = mix(stage.look.horizon_y, 0.5f, stage.dice("ground").range(0.42f, 0.62f));
}

}  // namespace storyteller::paint
