#include "core/media/resize.hpp"

#include <zimg.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

namespace rushes {

namespace {

bool unknown(int tag) { return tag == 0 || tag == 2; }

// BT.601, BT.709, BT.2020 (SDR) and sRGB pictures are all made to be looked at on the same display: between them values
// stay.
bool display_family(int transfer) {
  return transfer == 1 || transfer == 6 || transfer == 13 || transfer == 14 || transfer == 15;
}

int canonical_transfer(int t) {
  if (display_family(t)) return 13;
  switch (t) {
    case 4:
    case 5:
    case 7:
    case 8:
    case 9:
    case 10:
    case 11:
    case 16:
    case 18:
      return t;
    default:
      return 13;
  }
}

int canonical_primaries(int p) {
  if (p == 7) return 6;
  switch (p) {
    case 1:
    case 4:
    case 5:
    case 6:
    case 8:
    case 9:
    case 10:
    case 11:
    case 12:
    case 22:
      return p;
    default:
      return 1;
  }
}

int canonical_matrix(const VideoFormat& f) {
  if (f.family == RUSHES_FAMILY_RGB) return 0;
  switch (f.matrix) {
    case 1:
    case 4:
    case 5:
    case 7:
    case 8:
    case 9:
    case 10:
    case 14:
      return f.matrix;
    case 6:
      return 5;  // the same numbers
    default:
      return 1;
  }
}

struct Tags {
  int primaries, transfer;
};

// The tags of each side for zimg: unspecified where nothing changes, so that it takes the short way.
std::pair<Tags, Tags> tags_of(const VideoFormat& a, const VideoFormat& b) {
  int pa = a.primaries, pb = b.primaries, ta = a.transfer, tb = b.transfer;
  if (unknown(pa)) pa = unknown(pb) ? 1 : pb;
  if (unknown(pb)) pb = pa;
  if (unknown(ta)) ta = unknown(tb) ? 1 : tb;
  if (unknown(tb)) tb = ta;
  pa = canonical_primaries(pa), pb = canonical_primaries(pb);
  ta = canonical_transfer(ta), tb = canonical_transfer(tb);
  if (a.family == RUSHES_FAMILY_GRAY || b.family == RUSHES_FAMILY_GRAY) pb = pa;
  const bool special = canonical_matrix(a) >= 10 || canonical_matrix(b) >= 10;  // constant luminance, ICtCp
  if (pa == pb && ta == tb && !special) return {{2, 2}, {2, 2}};
  return {{pa, ta}, {pb, tb}};
}

// All that a graph depends on; compared as bytes.
struct Recipe {
  struct Side {
    int w, h, type, depth, range, family, sub_w, sub_h, matrix, transfer, primaries, chroma;

    bool operator==(const Side&) const = default;
  } from, to;
  double active_w, active_h;
  int filter, exact;

  bool operator==(const Recipe&) const = default;
};

struct Graph {
  struct FreeGraph {
    void operator()(zimg_filter_graph* g) const { zimg_filter_graph_free(g); }
  };
  struct FreeMemory {
    void operator()(void* p) const { std::free(p); }
  };
  Recipe recipe{};
  std::unique_ptr<zimg_filter_graph, FreeGraph> graph;
  std::unique_ptr<void, FreeMemory> scratch;
};

zimg_image_format image_format(const Recipe::Side& s) {
  zimg_image_format f;
  zimg_image_format_default(&f, ZIMG_API_VERSION);
  f.width = static_cast<unsigned>(s.w);
  f.height = static_cast<unsigned>(s.h);
  f.pixel_type = static_cast<zimg_pixel_type_e>(s.type);
  f.depth = static_cast<unsigned>(s.depth);
  f.pixel_range = static_cast<zimg_pixel_range_e>(s.range);
  f.color_family = static_cast<zimg_color_family_e>(s.family);
  f.subsample_w = static_cast<unsigned>(s.sub_w);
  f.subsample_h = static_cast<unsigned>(s.sub_h);
  f.matrix_coefficients = static_cast<zimg_matrix_coefficients_e>(s.matrix);
  f.transfer_characteristics = static_cast<zimg_transfer_characteristics_e>(s.transfer);
  f.color_primaries = static_cast<zimg_color_primaries_e>(s.primaries);
  f.chroma_location = static_cast<zimg_chroma_location_e>(s.chroma);
  return f;
}

Result<Graph*> graph_for(const Recipe& recipe) {
  constexpr std::size_t kept = 16;
  thread_local std::vector<Graph> graphs;  // the one used last in front
  const auto it = std::ranges::find_if(graphs, [&](const Graph& g) { return g.recipe == recipe; });
  if (it != graphs.end()) {
    std::rotate(graphs.begin(), it, it + 1);
    return &graphs.front();
  }
  zimg_image_format from = image_format(recipe.from);
  const zimg_image_format to = image_format(recipe.to);
  from.active_region.left = from.active_region.top = 0;
  from.active_region.width = recipe.active_w;
  from.active_region.height = recipe.active_h;
  zimg_graph_builder_params params;
  zimg_graph_builder_params_default(&params, ZIMG_API_VERSION);
  switch (static_cast<Filter>(recipe.filter)) {
    case Filter::nearest:
      params.resample_filter = ZIMG_RESIZE_POINT;
      break;
    case Filter::bilinear:
      params.resample_filter = ZIMG_RESIZE_BILINEAR;
      break;
    case Filter::bicubic:
      params.resample_filter = ZIMG_RESIZE_BICUBIC;
      break;
    case Filter::lanczos:
      params.resample_filter = ZIMG_RESIZE_LANCZOS;
      params.filter_param_a = 3;
      break;
  }
  params.resample_filter_uv = params.resample_filter == ZIMG_RESIZE_POINT ? ZIMG_RESIZE_POINT : ZIMG_RESIZE_BICUBIC;
  params.dither_type = ZIMG_DITHER_NONE;
  params.cpu_type = ZIMG_CPU_AUTO;
  params.nominal_peak_luminance = 203;  // reference white of HDR pictures, ITU-R BT.2408
  params.allow_approximate_gamma = !recipe.exact;
  Graph made;
  made.recipe = recipe;
  made.graph.reset(zimg_filter_graph_build(&from, &to, &params));
  std::size_t size = 0;
  if (!made.graph || zimg_filter_graph_get_tmp_size(made.graph.get(), &size) != ZIMG_ERROR_SUCCESS) {
    char why[256] = {};
    zimg_get_last_error(why, sizeof why);
    return Error{Errc::invalid, std::string("this conversion is not possible: ") + why};
  }
  made.scratch.reset(std::aligned_alloc(64, std::max<std::size_t>(64, (size + 63) & ~std::size_t{63})));
  if (!made.scratch) return Error{Errc::unavailable, "no memory to convert a picture"};
  if (graphs.size() == kept) graphs.pop_back();
  graphs.insert(graphs.begin(), std::move(made));
  return &graphs.front();
}

Recipe::Side side_of(const VideoFormat& f, int w, int h, Tags tags) {
  Recipe::Side s{};
  s.w = w;
  s.h = h;
  s.type = f.sample == RUSHES_SAMPLE_FLOAT ? ZIMG_PIXEL_FLOAT : f.bytes == 1 ? ZIMG_PIXEL_BYTE : ZIMG_PIXEL_WORD;
  s.depth = f.bits;
  s.range = f.full_range || f.family == RUSHES_FAMILY_RGB ? ZIMG_RANGE_FULL : ZIMG_RANGE_LIMITED;
  s.family = f.family == RUSHES_FAMILY_GRAY  ? ZIMG_COLOR_GREY
             : f.family == RUSHES_FAMILY_RGB ? ZIMG_COLOR_RGB
                                             : ZIMG_COLOR_YUV;
  s.sub_w = f.sub_w;
  s.sub_h = f.sub_h;
  s.matrix = f.family == RUSHES_FAMILY_GRAY ? static_cast<int>(ZIMG_MATRIX_UNSPECIFIED) : canonical_matrix(f);
  s.transfer = tags.transfer;
  s.primaries = tags.primaries;
  s.chroma = f.chroma_loc < 6 ? f.chroma_loc : 0;
  return s;
}

Result<void> process(const Recipe& recipe, const Plane* from, const Plane* to, int planes) {
  auto graph = graph_for(recipe);
  if (!graph) return std::move(graph).error();
  zimg_image_buffer_const source{};
  zimg_image_buffer target{};
  source.version = target.version = ZIMG_API_VERSION;
  for (int p = 0; p < planes; ++p) {
    source.plane[p] = {from[p].data, from[p].stride, ZIMG_BUFFER_MAX};
    target.plane[p] = {to[p].data, to[p].stride, ZIMG_BUFFER_MAX};
  }
  if (zimg_filter_graph_process((*graph)->graph.get(), &source, &target, (*graph)->scratch.get(), nullptr, nullptr,
                                nullptr, nullptr) != ZIMG_ERROR_SUCCESS) {
    char why[256] = {};
    zimg_get_last_error(why, sizeof why);
    return Error{Errc::internal, std::string("a picture could not be converted: ") + why};
  }
  return {};
}

int rounded_up(int v, int shift) { return (v + (1 << shift) - 1) >> shift << shift; }

// A copy whose size is a multiple of the subsampling, the last row and column repeated; zimg takes no others.
Result<std::shared_ptr<Frame>> padded(FramePool& pool, const Frame& frame) {
  const int w = width(frame.bounds), h = height(frame.bounds);
  const int pw = rounded_up(w, frame.format.sub_w), ph = rounded_up(h, frame.format.sub_h);
  auto out = pool.allocate(frame.format, {0, 0, pw, ph}, {0, 0, pw, ph});
  if (!out) return out;
  for (int p = 0; p < frame.n_planes; ++p) {
    const Plane &from = frame.planes[static_cast<std::size_t>(p)], &to = (*out)->planes[static_cast<std::size_t>(p)];
    const int bytes = bytes_per_pixel(frame.format, p), rows = plane_height(frame.format, p, h),
              all = plane_height(frame.format, p, ph);
    const int has = plane_width(frame.format, p, w), wants = plane_width(frame.format, p, pw);
    for (int y = 0; y < all; ++y) {
      std::byte* row = to.data + y * to.stride;
      std::memcpy(row, from.data + std::min(y, rows - 1) * from.stride,
                  static_cast<std::size_t>(has) * static_cast<std::size_t>(bytes));
      for (int x = has; x < wants; ++x)
        std::memcpy(row + static_cast<std::ptrdiff_t>(x) * bytes, row + static_cast<std::ptrdiff_t>(has - 1) * bytes,
                    static_cast<std::size_t>(bytes));
    }
  }
  return out;
}

}  // namespace

bool changes_light(const VideoFormat& a, const VideoFormat& b) { return tags_of(a, b).first.transfer != 2; }

Result<void> resize(FramePool& pool, const Frame& from, Frame& to, Filter filter) {
  const int w = width(from.bounds), h = height(from.bounds), tw = width(to.bounds), th = height(to.bounds);
  const int pw = rounded_up(w, from.format.sub_w), ph = rounded_up(h, from.format.sub_h);
  const int ptw = rounded_up(tw, to.format.sub_w), pth = rounded_up(th, to.format.sub_h);
  const Frame* source = &from;
  std::shared_ptr<Frame> even_source, even_target;
  if (pw != w || ph != h) {
    auto made = padded(pool, from);
    if (!made) return std::move(made).error();
    even_source = std::move(*made);
    source = even_source.get();
  }
  // The target's padding is made, then dropped: its planes have the rows for it only when they were allocated so.
  Frame* target = &to;
  if (ptw != tw || pth != th) {
    auto made = pool.allocate(to.format, {0, 0, ptw, pth}, {0, 0, ptw, pth});
    if (!made) return std::move(made).error();
    even_target = std::move(*made);
    target = even_target.get();
  }
  const auto [tags_from, tags_to] = tags_of(from.format, to.format);
  const int colours = from.format.family == RUSHES_FAMILY_GRAY ? 1 : 3;
  Recipe recipe{};
  recipe.from = side_of(from.format, pw, ph, tags_from);
  recipe.to = side_of(to.format, ptw, pth, tags_to);
  recipe.active_w = static_cast<double>(w) * ptw / tw;
  recipe.active_h = static_cast<double>(h) * pth / th;
  recipe.filter = static_cast<int>(filter);
  recipe.exact = from.format.sample == RUSHES_SAMPLE_FLOAT && to.format.sample == RUSHES_SAMPLE_FLOAT;
  if (auto done = process(recipe, source->planes.data(), target->planes.data(), colours); !done) return done;
  if (from.format.alpha && to.format.alpha) {
    VideoFormat a{}, b{};
    a.family = b.family = RUSHES_FAMILY_GRAY;
    a.full_range = b.full_range = 1;
    a.sample = from.format.sample, a.bits = from.format.bits, a.bytes = from.format.bytes;
    b.sample = to.format.sample, b.bits = to.format.bits, b.bytes = to.format.bytes;
    recipe.from = side_of(a, pw, ph, {2, 2});
    recipe.to = side_of(b, ptw, pth, {2, 2});
    if (auto done = process(recipe, &source->planes[static_cast<std::size_t>(colours)],
                            &target->planes[static_cast<std::size_t>(colours)], 1);
        !done)
      return done;
  }
  if (target != &to) {
    for (int p = 0; p < to.n_planes; ++p)
      to.planes[static_cast<std::size_t>(p)] = target->planes[static_cast<std::size_t>(p)];
  }
  return {};
}

}  // namespace rushes
