#include "core/graph/pointwise.hpp"

#include "core/graph/expand.hpp"
#include "core/graph/sample_kernels.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <numeric>

namespace rushes {

bool has_tables(const VideoFormat& f) { return !f.packed && f.sample == RUSHES_SAMPLE_UINT && f.bits <= 16; }

namespace {

bool chroma(const VideoFormat& f, int k) { return f.family == RUSHES_FAMILY_YUV && (k == 1 || k == 2); }

bool lawful(const rushes_pointwise& p, const VideoFormat& f) {
  const int top = 1 << f.bits;
  for (const std::uint16_t* table : p.table)
    if (table && std::any_of(table, table + p.entries, [&](std::uint16_t v) { return v >= top; })) return false;
  if (!p.mixes) return true;
  if (f.bits > 12 || plane_count(f) < 3) return false;
  for (const auto& row : p.mix) {
    for (int j = 0; j < 3; ++j)
      if (std::abs(std::int64_t{row[j]}) > 1 << 17) return false;
    if (std::abs(std::int64_t{row[3]}) > 1 << 29) return false;
  }
  const bool reduced = f.family == RUSHES_FAMILY_YUV && (f.sub_w || f.sub_h);
  return !reduced || (p.mix[0][1] == 0 && p.mix[0][2] == 0 && p.mix[1][0] == 0 && p.mix[2][0] == 0);
}

}  // namespace

std::shared_ptr<const PointMap> declared_map(const PluginSlot& slot, const rushes_effect_args& args) {
  const rushes_effect_pointwise* declares = slot.pointwise();
  const VideoFormat& f = args.format;
  if (!declares || !has_tables(f)) return nullptr;
  auto map = std::make_shared<PointMap>();
  rushes_pointwise out{};
  out.size = sizeof out;
  out.entries = 1u << f.bits;
  for (int k = 0; k < plane_count(f); ++k) {
    auto& table = map->table[static_cast<std::size_t>(k)];
    table.resize(out.entries);
    std::iota(table.begin(), table.end(), std::uint16_t{0});
    out.table[k] = table.data();
  }
  for (int k = 0; k < 3; ++k) out.mix[k][k] = 1 << 14;
  rushes_error error{};
  error.size = sizeof error;
  if (declares->map(slot.any(), &args, &out, &error) != RUSHES_OK || !lawful(out, f)) return nullptr;
  map->mixes = out.mixes != 0;
  for (std::size_t k = 0; k < 3; ++k) std::copy_n(out.mix[k], 4, map->mix[k].begin());
  for (auto& table : map->table) {
    bool same = true;
    for (std::size_t v = 0; v < table.size() && same; ++v) same = table[v] == v;
    if (same) table.clear();
  }
  return map;
}

std::shared_ptr<const PointMap> composed(const PointMap& a, const PointMap& b) {
  auto map = std::make_shared<PointMap>(b);
  for (std::size_t k = 0; k < map->table.size(); ++k) {
    if (a.table[k].empty()) continue;
    auto& table = map->table[k];
    if (table.empty()) {
      table = a.table[k];
      continue;
    }
    for (std::size_t v = 0; v < table.size(); ++v) table[v] = b.table[k][a.table[k][v]];
  }
  return map;
}

PointChain one_step(PointStep step) {
  PointChain chain;
  chain.nodes.push_back(step.facts);
  chain.steps.push_back(std::move(step));
  return chain;
}

std::shared_ptr<const PointChain> joined(const PointChain* before, const PointChain& after) {
  if (!before) return std::make_shared<PointChain>(after);
  auto chain = std::make_shared<PointChain>(*before);
  chain->nodes.insert(chain->nodes.end(), after.nodes.begin(), after.nodes.end());
  for (const PointStep& step : after.steps) {
    PointStep& last = chain->steps.back();
    if (step.map && last.map && !last.map->mixes) {
      last.map = composed(*last.map, *step.map);
      last.facts = step.facts;
    } else {
      chain->steps.push_back(step);
    }
  }
  return chain;
}

namespace {

template <class T>
struct Row {
  const T* in;
  T* out;
  std::size_t n;
};

template <class T>
Row<T> row_of(const Frame& in, Frame& out, int k, int y) {
  const Plane &a = in.planes[static_cast<std::size_t>(k)], &b = out.planes[static_cast<std::size_t>(k)];
  const int sw = chroma(out.format, k) ? out.format.sub_w : 0, sh = chroma(out.format, k) ? out.format.sub_h : 0;
  const std::byte* from = a.data + (y - (in.bounds.y1 >> sh)) * a.stride +
                          ((out.bounds.x1 >> sw) - (in.bounds.x1 >> sw)) * static_cast<int>(sizeof(T));
  std::byte* to = b.data + (y - (out.bounds.y1 >> sh)) * b.stride;
  return {reinterpret_cast<const T*>(from), reinterpret_cast<T*>(to),
          static_cast<std::size_t>(plane_width(out.format, k, width(out.bounds)))};
}

void look(const Row<std::uint8_t>& r, const std::uint8_t* table, int) { look_up(r.in, table, r.out, r.n); }
void look(const Row<std::uint16_t>& r, const std::uint16_t* table, int max) { look_up(r.in, table, r.out, r.n, max); }

template <class T>
void apply_as(const PointMap& map, const Frame& in, Frame& out, int y1, int y2) {
  const VideoFormat& f = out.format;
  for (int k = 0; k < plane_count(f); ++k) {
    const auto& wide = map.table[static_cast<std::size_t>(k)];
    const std::vector<T> table(wide.begin(), wide.end());
    const int sh = chroma(f, k) ? f.sub_h : 0;
    for (int y = y1 >> sh; y < (y2 + (1 << sh) - 1) >> sh; ++y) {
      const Row<T> r = row_of<T>(in, out, k, y);
      if (!table.empty())
        look(r, table.data(), (1 << f.bits) - 1);
      else if (r.in != r.out)
        std::memmove(r.out, r.in, r.n * sizeof(T));
    }
  }
  if (!map.mixes) return;
  const int max = (1 << f.bits) - 1;
  const bool reduced = f.family == RUSHES_FAMILY_YUV && (f.sub_w || f.sub_h);
  std::vector<T> kept[3];
  const auto mix_group = [&](std::initializer_list<int> planes, int y) {
    const T* from[3];
    std::size_t n = 0;
    for (const int k : planes) {
      const Row<T> r = row_of<T>(out, out, k, y);
      n = r.n;
      kept[k].assign(r.in, r.in + n);
      from[k] = kept[k].data();
    }
    for (const int k : planes) {
      std::array<std::int32_t, 4> m = map.mix[static_cast<std::size_t>(k)];
      if (planes.size() == 1)
        for (int j = 0; j < 3; ++j) from[j] = from[k];
      if (planes.size() == 2) from[0] = from[1];  // its factor is 0
      mix_samples(from[0], from[1], from[2], m, max, row_of<T>(out, out, k, y).out, n);
    }
  };
  const auto& m0 = map.mix[0];
  const bool luma_stays = m0[0] == 1 << 14 && m0[3] == 0;
  if (!reduced) {
    for (int y = y1; y < y2; ++y) mix_group({0, 1, 2}, y);
    return;
  }
  if (!luma_stays)
    for (int y = y1; y < y2; ++y) mix_group({0}, y);
  for (int y = y1 >> f.sub_h; y < (y2 + (1 << f.sub_h) - 1) >> f.sub_h; ++y) mix_group({1, 2}, y);
}

}  // namespace

void apply(const PointMap& map, const Frame& in, Frame& out, int y1, int y2) {
  out.format.bytes == 1 ? apply_as<std::uint8_t>(map, in, out, y1, y2) : apply_as<std::uint16_t>(map, in, out, y1, y2);
}

}  // namespace rushes
