// probe list               one line per plugin of the default search paths: id, state, bundle, reason
// probe render ID [VALUE]  renders a frame of 5 x 3 pixels of (0.25, 0.5, 0.75, 1) with the first parameter at VALUE
// (else
//                          its default) and prints what every pixel became, or "uneven" when they differ
#include "host/plugins/registry.hpp"
#include "host/services/services.hpp"

#include <rushes/abi/effect.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

int render(rushes::PluginLibrary& plugins, const char* id, const char* value) {
  const auto fail = [](const std::string& why) { return std::fprintf(stderr, "probe: %s\n", why.c_str()), 1; };
  const auto plugin = plugins.find(id);
  if (!plugin) return fail(plugin.error().message);
  const auto instance = rushes::PluginInstance::create(*plugin);
  if (!instance) return fail(instance.error().message);
  const auto* effect = instance->table<rushes_effect>(RUSHES_EFFECT);
  if (!effect) return fail("it is no effect");
  rushes_video_format format{};
  if (effect->formats(instance->raw(), 0, &format, 1) < 1) return fail("it accepts no format");

  constexpr int width = 5, height = 3, stride = 128;
  alignas(64) unsigned char from[height * stride + 64] = {}, to[height * stride + 64] = {};
  const float pixel[4] = {0.25f, 0.5f, 0.75f, 1};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) std::memcpy(from + y * stride + x * 16, pixel, 16);
  rushes_image in{};
  in.size = sizeof in;
  in.n_planes = 1;
  in.format = format;
  in.bounds = in.full = {0, 0, width, height};
  in.pixel_aspect = {1, 1};
  rushes_image out = in;
  in.plane[0] = {from, stride};
  out.plane[0] = {to, stride};

  std::vector<rushes_value> values;
  for (std::uint32_t i = 0; i < plugin->info->n_params; ++i) {
    const rushes_param_info& p = *plugin->info->params[i];
    values.push_back({p.type, 1, {p.def[0], p.def[1], p.def[2], p.def[3]}, {nullptr, 0}});
  }
  if (value && !values.empty()) values[0].v[0] = std::atof(value);
  rushes_effect_args args{};
  args.size = sizeof args;
  args.time.rate = {25, 1};
  args.scale = {1, 1};
  args.format = format;
  args.roi = args.full = in.full;
  args.n_params = static_cast<std::uint32_t>(values.size());
  args.params = values.data();
  args.n_inputs = 1;
  args.input_full = &in.full;
  const rushes_image* inputs[] = {&in};
  rushes_error error{};
  error.size = sizeof error;
  const auto status = effect->render(instance->raw(), nullptr, &args, inputs, 1, &out, &error);
  if (status < 0) return fail(error.message);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      if (std::memcmp(to + y * stride + x * 16, to, 16) != 0) return std::puts("uneven"), 1;
  float result[4];
  std::memcpy(result, to, 16);
  std::printf("%g %g %g %g\n", double(result[0]), double(result[1]), double(result[2]), double(result[3]));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  rushes::host::ServiceOptions lent;
  lent.encode = [](const rushes_encode_spec&) -> rushes::Result<std::unique_ptr<rushes::host::EncodeSession>> {
    return rushes::Error{rushes::Errc::unavailable,
                         "the probe encodes nothing"};  // lent, so that plugins that need it load
  };
  rushes::host::Services services(std::move(lent));
  rushes::host::Registry plugins(
      {rushes::host::default_search_paths("/proc/self/exe", std::getenv("RUSHES_PLUGIN_PATH")),
       [&](const std::string& id) { return services.host_for(id); }});
  const std::string command = argc > 1 ? argv[1] : "";
  if (command == "render" && argc > 2) return render(plugins, argv[2], argc > 3 ? argv[3] : nullptr);
  if (command != "list") return std::fprintf(stderr, "usage: probe list | probe render ID [VALUE]\n"), 2;
  for (const auto& row : plugins.rows())
    std::printf("%s %s %s %s\n", row.id.c_str(), rushes::host::state_name(row.state), row.bundle.c_str(),
                row.reason.c_str());
  return 0;
}
