#include "tests/support/effect_harness.hpp"

#include <dlfcn.h>

#include <atomic>
#include <stdexcept>
#include <thread>

namespace rushes::test {
namespace {

// A host that lends threads and nothing else.
struct Host : rushes_host {
  unsigned threads;
  explicit Host(unsigned n) : rushes_host{sizeof(rushes_host), 0, nullptr, "test", "0", &get}, threads(n) {
    ctx = this;
  }

  static const void* get(const rushes_host* host, const char* id) noexcept {
    static const rushes_host_tasks tasks{
        sizeof(rushes_host_tasks), 0,
        [](const rushes_host* h) noexcept -> std::uint32_t { return static_cast<Host*>(h->ctx)->threads; },
        [](const rushes_host* h, std::uint32_t n, void* user,
           void (*body)(void*, std::uint32_t) noexcept) noexcept -> rushes_status {
          std::atomic<std::uint32_t> next{0};
          const auto work = [&] {
            for (std::uint32_t i; (i = next++) < n;) body(user, i);
          };
          std::vector<std::thread> helpers;
          for (unsigned t = 1; t < static_cast<Host*>(h->ctx)->threads; ++t) helpers.emplace_back(work);
          work();
          for (auto& t : helpers) t.join();
          return RUSHES_OK;
        }};
    return static_cast<Host*>(host->ctx)->threads > 1 && std::string_view(id) == RUSHES_HOST_TASKS ? &tasks : nullptr;
  }
};

bool fits(const rushes_video_format& pattern, const rushes_video_format& f) {
  const auto* p = reinterpret_cast<const unsigned char*>(&pattern);
  const auto* q = reinterpret_cast<const unsigned char*>(&f);
  for (int i = 0; i < 8; ++i)
    if (p[i] != RUSHES_ANY && p[i] != q[i]) return false;
  return true;
}

}  // namespace

struct Plugin::State {
  Host host;
  void* library = nullptr;
  const rushes_entry* entry = nullptr;
  const rushes_factory* factory = nullptr;
  rushes_instance* instance = nullptr;
  const rushes_effect* effect = nullptr;
  const rushes_effect_pointwise* pointwise = nullptr;
  const rushes_effect_hints* hints = nullptr;
  explicit State(unsigned threads) : host(threads) {}
  ~State() {
    if (instance) factory->destroy(instance);
    if (entry) entry->deinit();
    if (library) dlclose(library);
  }
};

Plugin::Plugin(const std::string& which, unsigned threads) : state_(std::make_unique<State>(threads)) {
  const std::string name = which.substr(0, which.find('/')), id = name == which ? "" : which.substr(name.size() + 1);
  const std::string bundle = std::string(RUSHES_TEST_PLUGINS) + "/" + name + ".rushes";
  State& s = *state_;
  s.library = dlopen((bundle + "/lib/linux-" RUSHES_TEST_PROCESSOR "/" + name + ".so").c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!s.library) throw std::runtime_error(dlerror());
  s.entry = static_cast<const rushes_entry*>(dlsym(s.library, RUSHES_ENTRY_SYMBOL));
  if (!s.entry) throw std::runtime_error("no entry in " + name);
  rushes_error error{};
  error.size = sizeof error;
  if (s.entry->init(&s.host, bundle.c_str(), &error) < 0) throw std::runtime_error(error.message);
  s.factory = s.entry->factory();
  std::uint32_t at = 0;
  while (!id.empty() && at < s.factory->count && s.factory->info(at)->id != "org.rushes." + id) ++at;
  info_ = s.factory->info(at);
  if (!info_) throw std::runtime_error("no " + id + " in " + name);
  if (s.factory->create(at, &s.host, {}, &s.instance, &error) < 0) throw std::runtime_error(error.message);
  s.effect = static_cast<const rushes_effect*>(s.factory->get_interface(s.instance, RUSHES_EFFECT));
  if (!s.effect) throw std::runtime_error(name + " is no effect");
  s.pointwise =
      static_cast<const rushes_effect_pointwise*>(s.factory->get_interface(s.instance, RUSHES_EFFECT_POINTWISE));
  s.hints = static_cast<const rushes_effect_hints*>(s.factory->get_interface(s.instance, RUSHES_EFFECT_HINTS));
}
Plugin::~Plugin() = default;

std::vector<rushes_video_format> Plugin::formats(std::uint32_t input) const {
  std::vector<rushes_video_format> all(64);
  all.resize(state_->effect->formats(state_->instance, input, all.data(), 64));
  return all;
}

rushes_video_format Plugin::output_format(const rushes_video_format& in) const {
  const auto answers = formats(RUSHES_OUTPUT);
  if (answers.empty()) return in;
  const rushes_video_format* best = &answers.front();
  for (const auto& a : answers) {
    rushes_video_format without_alpha = a;
    without_alpha.alpha = RUSHES_ANY;
    if (fits(without_alpha, in)) {
      best = &a;
      break;
    }
  }
  rushes_video_format out = *best;
  auto* p = reinterpret_cast<unsigned char*>(&out);
  const auto* q = reinterpret_cast<const unsigned char*>(&in);
  for (std::size_t i = 0; i < sizeof out; ++i)
    if (p[i] == RUSHES_ANY) p[i] = q[i];
  return out;
}

namespace {

struct Arguments {
  std::vector<rushes_value> values;
  std::vector<rushes_rect> fulls;
  rushes_effect_args args{};

  Arguments(const rushes_plugin_info& info, const Call& call, const std::vector<const Picture*>& inputs,
            const Picture& out) {
    for (std::uint32_t i = 0; i < info.n_params; ++i) {
      const rushes_param_info& p = *info.params[i];
      rushes_value v{p.type, 4, {p.def[0], p.def[1], p.def[2], p.def[3]}, {p.def_text, std::strlen(p.def_text)}};
      if (const auto n = call.numbers.find(p.id); n != call.numbers.end())
        std::copy(n->second.begin(), n->second.end(), v.v);
      if (const auto t = call.texts.find(p.id); t != call.texts.end()) v.s = {t->second.data(), t->second.size()};
      values.push_back(v);
    }
    for (const Picture* p : inputs) fulls.push_back(p->image().full);
    args.size = sizeof args;
    args.time = {call.frame, call.rate};
    args.roi = out.bounds();
    args.scale = {1, 1};
    args.format = out.format();
    args.full = out.image().full;
    args.n_params = static_cast<std::uint32_t>(values.size());
    args.n_inputs = static_cast<std::uint32_t>(fulls.size());
    args.params = values.data();
    args.input_full = fulls.data();
    args.duration = call.duration;
    args.seed = call.seed;
  }
};

}  // namespace

Plugin::Planned Plugin::plan(const Call& call, const std::vector<const Picture*>& inputs, const Picture& out) const {
  const Arguments a(*info_, call, inputs, out);
  Planned planned;
  planned.needs.resize(16);
  std::uint32_t n = 0;
  rushes_error error{};
  error.size = sizeof error;
  const auto status =
      state_->effect->plan(state_->instance, &a.args, planned.needs.data(), 16, &n, &planned.identity, &error);
  if (status < 0) throw std::runtime_error(error.message);
  planned.needs.resize(n);
  if (status == RUSHES_NOT_HANDLED)
    for (std::uint32_t i = 0; i < inputs.size(); ++i) planned.needs.push_back({i, 0, call.frame, out.bounds()});
  return planned;
}

bool Plugin::map(const Call& call, const Picture& in, Picture& out) const {
  const rushes_video_format& f = out.format();
  if (!state_->pointwise || f.packed || f.sample != RUSHES_SAMPLE_UINT) return false;
  const Arguments a(*info_, call, {&in}, out);
  std::vector<std::uint16_t> tables[4];
  rushes_pointwise map{};
  map.size = sizeof map;
  map.entries = 1u << f.bits;
  for (int k = 0; k < out.planes(); ++k) {
    for (std::uint32_t v = 0; v < map.entries; ++v) tables[k].push_back(static_cast<std::uint16_t>(v));
    map.table[k] = tables[k].data();
  }
  for (int k = 0; k < 3; ++k) map.mix[k][k] = 1 << 14;
  rushes_error error{};
  error.size = sizeof error;
  const rushes_status status = state_->pointwise->map(state_->instance, &a.args, &map, &error);
  if (status == RUSHES_NOT_HANDLED) return false;
  if (status != RUSHES_OK) throw std::runtime_error(std::string("map: ") + error.message);
  const std::int64_t max = (std::int64_t{1} << f.bits) - 1;
  // Planes 0, 1 and 2 of a place are read before any is written; `in` may be `out`.
  for (int k = 0; k < out.planes(); ++k)
    for (int y = 0; y < out.plane_height(k); ++y)
      for (int x = 0; x < out.plane_width(k); ++x)
        out.set(k, x, y, tables[k][static_cast<std::size_t>(in.get(k, x, y))]);
  if (!map.mixes) return true;
  const Picture looked(out);
  for (int k = 0; k < 3; ++k)
    for (int y = 0; y < out.plane_height(k); ++y)
      for (int x = 0; x < out.plane_width(k); ++x) {
        std::int64_t sum = map.mix[k][3] + 8192;
        for (int j = 0; j < 3; ++j)
          if (map.mix[k][j]) sum += map.mix[k][j] * static_cast<std::int64_t>(looked.get(j, x, y));
        out.set(k, x, y, static_cast<double>(std::clamp<std::int64_t>(sum >> 14, 0, max)));
      }
  return true;
}

std::optional<rushes_rect> Plugin::extent(const Call& call, const std::vector<const Picture*>& inputs,
                                          const Picture& out) const {
  const Arguments a(*info_, call, inputs, out);
  rushes_rect shown{};
  if (!state_->hints || !state_->hints->extent || state_->hints->extent(state_->instance, &a.args, &shown) != RUSHES_OK)
    return std::nullopt;
  return shown;
}

std::optional<std::int64_t> Plugin::same_as(const Call& call, const Picture& out) const {
  const Arguments a(*info_, call, {}, out);
  std::int64_t frame = 0;
  if (!state_->hints || !state_->hints->same_as ||
      state_->hints->same_as(state_->instance, &a.args, &frame) != RUSHES_OK)
    return std::nullopt;
  return frame;
}

std::function<std::string()> Plugin::prepare(const Call& call, const std::vector<const Picture*>& inputs, Picture& out,
                                             bool in_place) const {
  struct Prepared {
    Call call;  // the texts are borrowed from here
    std::vector<Picture> cropped;
    std::vector<const rushes_image*> images;
    std::unique_ptr<Arguments> arguments;
  };
  const Planned planned = plan(call, inputs, out);
  auto p = std::make_shared<Prepared>();
  p->call = call;
  p->arguments = std::make_unique<Arguments>(*info_, p->call, inputs, out);
  p->cropped.reserve(planned.needs.size());
  for (const auto& need : planned.needs) {
    if (in_place && need.input == 0) {
      p->images.push_back(&out.image());
      continue;
    }
    const Picture* from = call.frame_of ? call.frame_of(need.input, need.frame) : inputs.at(need.input);
    p->cropped.push_back(from->crop(need.roi));
    p->images.push_back(&p->cropped.back().image());
  }
  return [this, p, &out] {
    rushes_error error{};
    error.size = sizeof error;
    rushes_call c{};
    c.size = sizeof c;
    const auto status = state_->effect->render(state_->instance, &c, &p->arguments->args, p->images.data(),
                                               static_cast<std::uint32_t>(p->images.size()), &out.image(), &error);
    return status < 0 ? std::string(*error.message ? error.message : "failed") : std::string{};
  };
}

std::string Plugin::run(const Call& call, const std::vector<const Picture*>& inputs, Picture& out,
                        bool in_place) const {
  return prepare(call, inputs, out, in_place)();
}

std::string Plugin::render(const Call& call, const std::vector<const Picture*>& inputs, Picture& out) const {
  return run(call, inputs, out, false);
}
std::string Plugin::render_in_place(const Call& call, const std::vector<const Picture*>& inputs, Picture& out) const {
  return run(call, inputs, out, true);
}

namespace {

const Picture& kept_noise(const rushes_video_format& format, int width, int height, unsigned seed) {
  static std::map<std::string, Picture> kept;
  const std::string key =
      name_of(format) + " " + std::to_string(width) + "x" + std::to_string(height) + " " + std::to_string(seed);
  auto found = kept.find(key);
  if (found == kept.end()) found = kept.emplace(key, noise(format, width, height, seed)).first;
  return found->second;
}

}  // namespace

std::vector<std::string> conformance(const std::string& name, const Call& call) {
  const Plugin one(name, 1), many(name, 8);
  std::vector<std::string> findings;
  const auto& info = one.info();
  const bool generator = info.n_inputs == 0;
  const auto patterns = one.formats(generator ? RUSHES_OUTPUT : 0);
  if (patterns.empty()) return {"accepts no format"};
  std::vector<std::pair<int, int>> sizes{{1, 1}, {2, 2}, {17, 13}, {641, 359}};
  for (const auto& pattern : patterns)
    for (const auto& format : concrete(pattern)) {
      const rushes_video_format out_format = generator ? format : one.output_format(format);
      const bool main_one = name_of(format) == name_of(concrete(pattern).front());
      for (auto [w, h] : sizes) {
        if (!main_one && w > 100) w = 201, h = 135;  // the others prove their subsampling on less
        const std::string what = name_of(format) + " " + std::to_string(w) + "x" + std::to_string(h) + ": ";
        std::vector<const Picture*> inputs;
        for (std::uint32_t i = 0; i < info.n_inputs; ++i) inputs.push_back(&kept_noise(format, w, h, i + 1));
        Picture whole(out_format, w, h, 0x00), again(out_format, w, h, 0xAB), threads(out_format, w, h, 0x5A);
        const auto check = [&](const std::string& error, const char* step) {
          if (!error.empty()) findings.push_back(what + step + ": " + error);
        };
        check(one.render(call, inputs, whole), "render");
        check(one.render(call, inputs, again), "second render");
        check(many.render(call, inputs, threads), "render with threads");
        check(whole.difference(again), "repeated, other bytes before");
        check(whole.difference(threads), "8 threads");
        if (!whole.intact() || !threads.intact()) findings.push_back(what + "wrote outside its rows");
        for (const Picture* p : inputs)
          if (!p->intact()) findings.push_back(what + "wrote around an input");
        if (info.traits & RUSHES_TRAIT_TILES) {
          std::vector<rushes_rect> tiles;
          for (int y = 0; y < h; y += 132)
            for (int x = 0; x < w; x += 200) tiles.push_back({x, y, std::min(x + 200, w), std::min(y + 132, h)});
          if (w == 17) tiles = {{0, 0, 8, 4}, {8, 0, 17, 4}, {0, 4, 16, 13}, {16, 4, 17, 13}};
          for (const auto& t : tiles) {
            Picture tile(out_format, {0, 0, w, h}, t, 0xCD);
            check(one.render(call, inputs, tile), "tile");
            check(whole.crop(t).difference(tile),
                  ("tile " + std::to_string(t.x1) + "," + std::to_string(t.y1)).c_str());
            if (!tile.intact()) findings.push_back(what + "wrote outside a tile");
          }
        }
        if ((info.traits & RUSHES_TRAIT_IN_PLACE) && name_of(out_format) == name_of(format)) {
          Picture place(*inputs[0]);
          check(one.render_in_place(call, inputs, place), "in place");
          check(whole.difference(place), "in place");
          if (!place.intact()) findings.push_back(what + "wrote outside its rows in place");
        }
        if (info.n_inputs == 1 && name_of(out_format) == name_of(format)) {
          Picture mapped(out_format, w, h, 0x11);
          if (one.map(call, *inputs[0], mapped)) check(whole.difference(mapped), "the declared map");
        }
        if (const auto shown = one.extent(call, inputs, whole)) {
          const int k = out_format.packed ? 0 : out_format.alpha ? 3 : -1;
          for (int y = 0; k >= 0 && y < h; ++y)
            for (int x = 0; x < w; ++x) {
              const bool inside = x >= shown->x1 && x < shown->x2 && y >= shown->y1 && y < shown->y2;
              const double alpha = out_format.packed ? whole.get(0, 4 * x + 3, y) : whole.get(k, x, y);
              if (!inside && alpha != 0) {
                findings.push_back(what + "shows at " + std::to_string(x) + "," + std::to_string(y) +
                                   ", outside of the declared extent");
                y = h;
                break;
              }
            }
        }
        if (const auto frame = generator ? one.same_as(call, whole) : std::nullopt) {
          Call other = call;
          other.frame = *frame;
          check(one.render(other, inputs, again), "render of the frame that is the same");
          check(whole.difference(again), "the frame that is declared the same");
        }
        const auto planned = one.plan(call, inputs, whole);
        if (planned.identity >= 0) {
          const auto& need = planned.needs.at(static_cast<std::size_t>(planned.identity));
          check(inputs.at(need.input)->difference(whole), "plan says identity, render differs");
        }
        if (findings.size() > 8) return findings;
      }
    }
  return findings;
}

}  // namespace rushes::test
