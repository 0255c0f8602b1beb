#include <rushes/effect.hpp>

struct Gain : rushes::Effect<Gain> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.acme.gain",
      .name = "Gain",
      .license = "MIT",
      .vendor = "Acme",
      .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_STATELESS | RUSHES_TRAIT_CONCURRENT};
  static constexpr std::array params{
      rushes::ParamSpec{.id = "factor", .initial = {2}, .max = 8, .flags = RUSHES_PF_ANIMATES}};

  void render(const Render& r) {
    const auto in = rushes::rows<const float>(r.in());
    const auto out = rushes::rows<float>(r.out());
    const float factor = static_cast<float>(r.number("factor"));
    for (int y = 0; y < out.height; ++y)
      for (int i = 0; i < 4 * out.width; ++i)  // red, green, blue, alpha; alpha stays
        out.row(y)[i] = in.row(y)[i] * (i % 4 == 3 ? 1 : factor);
  }
};

RUSHES_PLUGINS(Gain);
