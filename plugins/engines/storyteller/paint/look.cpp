#include "plugins/engines/storyteller/paint/look.hpp"

#include <algorithm>

namespace storyteller::paint {
namespace {

struct Hour {
  std::uint32_t zenith, upper, lower, horizon, disc, key, fill, haze;
  float glow, key_power, fill_power;
};

// Three skies for every hour; the seed chooses.
constexpr Hour kHours[4][3] = {
    {// night
     {0x040817, 0x0a1532, 0x14284f, 0x27436f, 0xdfe8ff, 0x8fa6d8, 0x1a2748, 0x1c3158, 0.35f, 0.42f, 0.62f},
     {0x050618, 0x120f33, 0x241b50, 0x3d3068, 0xf4ecff, 0x9a9ad6, 0x201d46, 0x2a2454, 0.35f, 0.42f, 0.62f},
     {0x020a14, 0x07202f, 0x0f3a4a, 0x24596a, 0xe6fff8, 0x8fc4c8, 0x12303c, 0x1b4654, 0.35f, 0.42f, 0.60f}},
    {// dawn
     {0x3a5a96, 0x7f8fc4, 0xf0b3a2, 0xffdba6, 0xfff0c8, 0xffc890, 0x6a78a8, 0xe9bfa8, 1.15f, 1.25f, 0.85f},
     {0x4a4f8e, 0xa383b4, 0xf59c95, 0xffcf9c, 0xffe9c0, 0xffb98c, 0x7a6c9c, 0xe4a9a0, 1.2f, 1.2f, 0.85f},
     {0x2f6a8c, 0x79aebc, 0xe8cfae, 0xffe6b4, 0xfff6d8, 0xffd79a, 0x64889c, 0xe6cdb0, 1.1f, 1.25f, 0.9f}},
    {// day
     {0x1f5fae, 0x4b92d6, 0x9ccbee, 0xd9ecf6, 0xfffbee, 0xfff1d6, 0x86a8d0, 0xb4d2e8, 0.8f, 1.75f, 1.0f},
     {0x1a6ea8, 0x45a4d0, 0x98d6e4, 0xdcf2ee, 0xfffbee, 0xfff4dc, 0x84b0c4, 0xb4dce0, 0.8f, 1.75f, 1.0f},
     {0x2b4f9e, 0x5f86cf, 0xadc4ee, 0xe6e6f2, 0xfffaf0, 0xffeccb, 0x8f9ccc, 0xc2cce6, 0.8f, 1.7f, 1.0f}},
    {// dusk
     {0x1b2152, 0x53407e, 0xd0617a, 0xff9d58, 0xffdc9c, 0xff8f4c, 0x4c4a86, 0xd07a72, 1.35f, 1.05f, 0.85f},
     {0x14294a, 0x3f5c80, 0xd48a68, 0xffb057, 0xffe2a4, 0xffa050, 0x485a80, 0xd29068, 1.35f, 1.05f, 0.85f},
     {0x2a174c, 0x7a2f76, 0xe4536a, 0xff8a5c, 0xffd09c, 0xff7a50, 0x56407c, 0xc86478, 1.4f, 1.05f, 0.85f}}};

bool has_palette(const SceneSpec& s) {
  return std::ranges::any_of(s.palette, [](Colour c) { return c.r | c.g | c.b; });
}

// The hue of `tint` at the brightness of `c`.
Px recoloured(Px c, Px tint, float amount) {
  const float y = luma(c), t = std::max(luma(tint), 0.02f);
  Px wanted = tint * (y / t);
  // A saturated colour cannot be brighter than its strongest part allows: it then turns pale as light does.
  const float top = std::max({wanted[0], wanted[1], wanted[2]}), room = std::max(1.2f, y * 1.6f);
  if (top > room) wanted = mix(grey(y), wanted, room / top);
  return opaque(mix(c, wanted, amount));
}

void weather(const SceneSpec& spec, Look& l, Dice& dice) {
  Weather w = spec.weather;
  if ((w == Weather::rain || w == Weather::storm) && forbidden(spec, "rain")) w = Weather::cloudy;
  if (w == Weather::snow && forbidden(spec, "snow")) w = Weather::cloudy;
  if (w == Weather::fog && (forbidden(spec, "fog") || forbidden(spec, "mist"))) w = Weather::cloudy;
  const float y = luma(l.upper);
  const auto overcast = [&](float amount, float shade) {
    if (l.night) shade = mix(shade, 1.15f, 0.75f);  // the night is dark already; its clouds hold the glow of the land
    const Px cloud = mix(grey(y * 1.05f), l.upper, 0.35f) * shade;
    l.zenith = mix(l.zenith, cloud * 0.8f, amount), l.upper = mix(l.upper, cloud, amount);
    l.lower = mix(l.lower, mix(cloud, l.lower, 0.5f) * 1.1f, amount),
    l.horizon = mix(l.horizon, mix(cloud, l.horizon, 0.45f) * 1.25f, amount);
    l.haze = mix(l.haze, saturate(l.haze, 0.35f) * shade, amount);
    l.key = mix(l.key, saturate(l.key, 0.5f) * 0.34f, amount),
    l.fill = mix(l.fill, saturate(l.fill, 0.6f) * (0.75f + 0.3f * shade), amount);
    l.glow = l.glow * (1 - 0.72f * amount), l.stars *= 1 - amount;
  };
  switch (w) {
    case Weather::clear:
      l.cover = dice.range(0.08f, 0.40f);
      break;
    case Weather::cloudy:
      l.cover = dice.range(0.62f, 0.80f), overcast(0.45f, 0.9f);
      break;
    case Weather::rain:
      l.cover = 0.85f, l.rain = 0.7f, l.wind = 1.4f, l.haze_density = 2.2f, overcast(0.85f, 0.62f);
      break;
    case Weather::storm:
      l.cover = 1.12f, l.rain = 1, l.wind = 2.6f, l.haze_density = 2, l.lightning = !forbidden(spec, "lightning"),
      overcast(0.97f, 0.30f), l.exposure *= l.night ? 1.3f : 0.86f;
      break;
    case Weather::snow:
      l.cover = 0.75f, l.snow = 1, l.haze_density = 2.4f, overcast(0.8f, 0.95f);
      break;
    case Weather::fog:
      l.cover = 0.5f, l.fog = 1, l.haze_density = spec.world == World::city || spec.world == World::forest ? 4.2f : 9.f,
      overcast(0.75f, 0.95f);
      break;
    case Weather::wind:
      l.cover = dice.range(0.35f, 0.6f), l.wind = 2.6f;
      break;
  }
  if (std::ranges::find(spec.sights, "aurora") != spec.sights.end()) l.cover = std::min(l.cover, 0.12f);
  if (forbidden(spec, "cloud")) l.cover = 0;
  if (forbidden(spec, "wind")) l.wind = std::min(l.wind, 0.4f);
}

void mood(const SceneSpec& spec, Look& l) {
  const auto tint = [&](std::uint32_t dark, std::uint32_t bright, float k) {
    const Px d = hex(dark), b = hex(bright);
    l.shadows = mix(grey(1), d * (1 / std::max(luma(d), 0.01f)), k);
    l.highlights = mix(grey(1), b * (1 / std::max(luma(b), 0.01f)), k);
  };
  switch (spec.mood) {
    case Mood::calm:
      tint(0x3c5a78, 0xfff0dc, 0.16f), l.contrast *= 0.97f;
      break;
    case Mood::joyful:
      tint(0x705040, 0xfff2cc, 0.16f), l.saturation *= 1.16f, l.exposure *= 1.08f;
      break;
    case Mood::melancholic:
      tint(0x2c4a70, 0xd8e4f2, 0.34f), l.saturation *= 0.74f, l.exposure *= 0.92f;
      break;
    case Mood::tense:
      tint(0x205058, 0xffdcb0, 0.40f), l.contrast *= 1.18f, l.saturation *= 0.9f, l.vignette *= 1.4f;
      break;
    case Mood::mysterious:
      tint(0x2a3a78, 0xcfe8e4, 0.36f), l.exposure *= 0.86f, l.vignette *= 1.5f, l.haze_density *= 1.35f;
      break;
    case Mood::epic:
      tint(0x28506c, 0xffdca4, 0.34f), l.contrast *= 1.12f, l.saturation *= 1.06f, l.bloom *= 1.2f;
      break;
    case Mood::romantic:
      tint(0x704068, 0xffd8d0, 0.34f), l.exposure *= 1.03f, l.bloom *= 1.45f, l.contrast *= 0.96f;
      break;
  }
}

void style(const SceneSpec& spec, Look& l) {
  switch (spec.style) {
    case Style::natural:
      break;
    case Style::noir:
      l.saturation = 0, l.contrast *= 1.38f, l.vignette *= 1.7f, l.grain *= 2.2f, l.shadows = l.highlights = grey(1);
      break;
    case Style::vintage:
      l.saturation *= 0.66f, l.contrast *= 0.9f, l.lift = 0.035f, l.grain *= 2.4f, l.vignette *= 1.5f;
      l.shadows = px(1.12f, 1.0f, 0.86f), l.highlights = px(1.07f, 1.0f, 0.80f);
      break;
    case Style::pastel:
      l.saturation *= 0.82f, l.contrast *= 0.72f, l.lift = 0.10f, l.exposure *= 1.28f, l.vignette *= 0.3f;
      l.shadows = mix(l.shadows, px(1.05f, 0.96f, 1.10f), 0.6f),
      l.highlights = mix(l.highlights, px(1.03f, 0.99f, 0.97f), 0.5f);
      break;
    case Style::neon:
      l.saturation *= 1.5f, l.contrast *= 1.14f, l.bloom *= 1.7f;
      l.shadows = px(0.95f, 0.72f, 1.75f), l.highlights = px(1.10f, 0.92f, 1.14f);
      break;
  }
}

}  // namespace

bool forbidden(const SceneSpec& spec, std::string_view word) {
  const auto same = [&](std::string_view n) {
    if (n.ends_with('s')) n.remove_suffix(1);
    return n == word;
  };
  return std::ranges::any_of(spec.negative, same);
}

Look make_look(const SceneSpec& spec, float aspect) {
  Look l;
  Dice dice(spec.seed, "look");
  const auto time = static_cast<std::size_t>(spec.time);
  const Hour &a = kHours[time][dice.below(3)], &b = kHours[time][dice.below(3)];
  const float between = dice.unit();
  const auto pick = [&](std::uint32_t Hour::*part) { return mix(hex(a.*part), hex(b.*part), between); };
  l.zenith = pick(&Hour::zenith), l.upper = pick(&Hour::upper), l.lower = pick(&Hour::lower),
  l.horizon = pick(&Hour::horizon);
  l.disc = pick(&Hour::disc), l.glow = mix(l.disc, pick(&Hour::key), 0.55f) * a.glow, l.haze = pick(&Hour::haze);
  l.key = pick(&Hour::key) * a.key_power, l.fill = pick(&Hour::fill) * a.fill_power;
  l.night = spec.time == TimeOfDay::night, l.moon = l.night;
  l.lamps = l.night || spec.time == TimeOfDay::dusk;
  l.stars = l.night ? 1.f : spec.time == TimeOfDay::dusk ? 0.16f : 0;

  l.shadows = l.highlights = grey(1);
  weather(spec, l, dice);
  mood(spec, l);
  style(spec, l);
  const bool palette = has_palette(spec);
  for (std::size_t k = 0; k < 5; ++k)
    l.accents[k] = palette ? linear(spec.palette[k]) : mix(l.zenith, l.horizon, static_cast<float>(k) / 4);
  const bool sky_only = std::ranges::find(spec.sights, "tinted_sky") != spec.sights.end();
  l.accent = spec.palette_asked && !sky_only ? 0.74f : palette ? 0.14f : 0;
  if (palette) {
    const bool land_only = std::ranges::find(spec.sights, "tinted_land") != spec.sights.end();
    const float k = !spec.palette_asked || land_only ? 0.10f : sky_only ? 0.45f : 0.72f;
    l.zenith = recoloured(l.zenith, l.accents[1], k), l.upper = recoloured(l.upper, l.accents[2], k);
    l.lower = recoloured(l.lower, l.accents[3], k * 0.9f),
    l.horizon = recoloured(l.horizon, mix(l.accents[3], l.accents[4], 0.5f), k * 0.8f);
    l.haze = recoloured(l.haze, l.accents[3], k), l.fill = recoloured(l.fill, l.accents[2], k * 0.7f);
    l.key = recoloured(l.key, l.accents[4], k * 0.5f), l.glow = recoloured(l.glow, l.accents[4], k * 0.5f);
    if (spec.palette_asked && !land_only && !sky_only) {
      // A mood pales the colours of a place, not those that were asked for.
      if (spec.style == Style::natural || spec.style == Style::neon) l.saturation = std::max(l.saturation, 1.12f);
      const Px d = l.accents[1], m = l.accents[3];
      l.shadows = mix(l.shadows, d * (1 / std::max(luma(d), 0.04f)), 0.20f),
      l.highlights = mix(l.highlights, m * (1 / std::max(luma(m), 0.04f)), 0.16f);
      if (spec.style == Style::noir) l.shadows = l.highlights = grey(1);
    }
  }

  // Composition: the horizon low, near the middle or high; the light on one side.
  const float level = dice.unit();
  l.horizon_y = level < 0.45f  ? dice.range(0.13f, 0.21f)
                : level < 0.8f ? dice.range(0.04f, 0.12f)
                               : dice.range(-0.08f, 0.02f);
  const float side = dice.sign();
  l.sun_x = side * aspect * dice.range(0.10f, 0.40f);
  const float sky = l.horizon_y + 0.5f;
  switch (spec.time) {
    case TimeOfDay::night:
      l.sun_y = l.horizon_y - sky * dice.range(0.45f, 0.80f), l.disc_radius = dice.range(0.028f, 0.050f);
      break;
    case TimeOfDay::dawn:
      l.sun_y = l.horizon_y - sky * dice.range(0.10f, 0.34f), l.disc_radius = dice.range(0.026f, 0.036f);
      break;
    case TimeOfDay::day:
      l.sun_y = l.horizon_y - sky * dice.range(0.72f, 1.15f), l.disc_radius = 0.024f;
      break;
    case TimeOfDay::dusk:
      l.sun_y = l.horizon_y - sky * dice.range(0.01f, 0.20f), l.disc_radius = dice.range(0.032f, 0.046f);
      break;
  }
  static constexpr float kExposure[] = {1.30f, 0.80f, 1.04f, 0.80f};
  l.hour_exposure = kExposure[time];
  l.exposure *= l.hour_exposure;
  l.disc_visible = l.cover < 0.7f && !(l.moon ? forbidden(spec, "moon") : forbidden(spec, "sun"));
  // The sun stands behind whoever sees a rainbow.
  if (std::ranges::find(spec.sights, "rainbow") != spec.sights.end()) l.disc_visible = false, l.glow = l.glow * 0.3f;
  if (forbidden(spec, "star")) l.stars = 0;
  const float height = spec.time == TimeOfDay::day ? 0.75f : spec.time == TimeOfDay::night ? 0.6f : 0.30f;
  const float depth = spec.time == TimeOfDay::day ? dice.range(-0.6f, 0.1f) : dice.range(0.0f, 0.35f);
  const float length = 1 / std::sqrt(height * height + depth * depth + 0.64f);
  l.light_x = side * 0.8f * length, l.light_y = height * length, l.light_z = depth * length;
  return l;
}

SubjectLight subject_light(const Look& l) {
  const auto bounded = [](Px c) {
    const float top = std::max({c[0], c[1], c[2], 0.001f});
    return top > 1 ? c * (1 / top) : c;
  };
  SubjectLight s;
  s.key = coded(bounded(mix(l.key, grey(luma(l.key)), 0.35f)));
  s.shade = coded(bounded(l.fill * (l.night ? 1.0f : 0.62f)));
  s.key_strength = clamp(luma(l.key) * 0.72f + (l.night ? 0.26f : 0.14f), 0.16f, 1);
  s.from_right = l.light_x > 0;
  return s;
}

}  // namespace storyteller::paint
