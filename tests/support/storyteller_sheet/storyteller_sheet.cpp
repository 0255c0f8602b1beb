// storyteller_sheet sheet OUT.png [day|dusk|night] [SIZE] [KIND,KIND...]   one contact sheet with labels
// storyteller_sheet each FOLDER [day|dusk|night] [SIZE]                    one unlabelled picture per kind
// storyteller_sheet poses OUT.png [day|dusk|night] [SIZE] [KIND,KIND...]   a row of poses per kind
#include "plugins/engines/storyteller/subjects/subject.hpp"

#include <cairo.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>

using namespace storyteller;

namespace {

struct Lighting {
  SubjectLight light;
  double sky[3];
};

Lighting lighting(const std::string& name) {
  if (name == "dusk")
    return {{.key{255, 170, 110}, .shade{58, 42, 72}, .key_strength = 0.45f, .from_right = true}, {0.86, 0.55, 0.47}};
  if (name == "night")
    return {{.key{150, 175, 230}, .shade{16, 20, 36}, .key_strength = 0.12f, .from_right = false}, {0.10, 0.13, 0.24}};
  return {{.key{255, 250, 238}, .shade{70, 80, 105}, .key_strength = 1, .from_right = true}, {0.72, 0.84, 0.93}};
}

void paste(cairo_t* cr, Sprite& s, double x, double y) {
  if (s.argb.empty()) return;
  cairo_surface_t* image = cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(s.argb.data()),
                                                               CAIRO_FORMAT_ARGB32, s.width, s.height, s.width * 4);
  cairo_set_source_surface(cr, image, x, y);
  cairo_paint(cr);
  cairo_surface_destroy(image);
}

struct Page {
  cairo_surface_t* surface;
  cairo_t* cr;
  Page(int w, int h, const double* sky)
      : surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h)), cr(cairo_create(surface)) {
    cairo_set_source_rgb(cr, sky[0], sky[1], sky[2]);
    cairo_paint(cr);
  }
  bool save(const std::string& path) {
    return cairo_surface_write_to_png(surface, path.c_str()) == CAIRO_STATUS_SUCCESS;
  }
  ~Page() {
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
  }
};

// The largest drawing of a kind that fits a square cell.
Sprite fitted(const SubjectInfo& i, int cell, const SubjectLight& light, int pose) {
  const int rows = static_cast<int>(std::min<float>(static_cast<float>(cell), cell / i.aspect));
  Subject subject;
  subject.kind = i.kind;
  return draw_subject(subject, rows, light, pose, 1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: storyteller_sheet sheet|each|poses OUT [day|dusk|night] [SIZE] [KIND,KIND...]\n");
    return 2;
  }
  const std::string what = argv[1], out = argv[2], when = argc > 3 ? argv[3] : "day";
  const int cell = argc > 4 ? std::clamp(std::atoi(argv[4]), 16, 2000) : 256;
  const std::string wanted = argc > 5 ? std::string(",") + argv[5] + "," : "";
  const Lighting l = lighting(when);
  std::vector<const SubjectInfo*> kinds;
  for (const SubjectInfo& i : subject_infos())
    if (wanted.empty() || wanted.find("," + std::string(i.kind) + ",") != std::string::npos) kinds.push_back(&i);
  if (what == "each") {
    std::filesystem::create_directories(out);
    for (const SubjectInfo* i : kinds) {
      Page page(cell * 5 / 4, cell * 5 / 4, l.sky);
      Sprite s = fitted(*i, cell, l.light, 0);
      paste(page.cr, s, (cell * 5 / 4 - s.width) / 2, (cell * 5 / 4 - s.height) / 2);
      if (!page.save(out + "/" + std::string(i->kind) + ".png")) return 1;
    }
    return 0;
  }
  const bool poses = what == "poses";
  const int columns = poses ? 8 : std::min<int>(static_cast<int>(kinds.size()), std::max(1, 1560 / (cell + 8)));
  const int rows = poses ? static_cast<int>(kinds.size()) : (static_cast<int>(kinds.size()) + columns - 1) / columns;
  const int step = cell + 8, row_step = cell + 22;
  Page page(columns * step, std::max(1, rows * row_step), l.sky);
  for (int n = 0; n < static_cast<int>(kinds.size()) * (poses ? columns : 1); ++n) {
    const SubjectInfo& i = *kinds[poses ? n / columns : n];
    const int x = n % columns * step, y = n / columns * row_step;
    Sprite s = fitted(i, cell, l.light, poses ? n % columns * i.poses / columns : 0);
    paste(page.cr, s, x + (step - s.width) / 2, y + cell + 4 - s.height);
    cairo_set_source_rgb(page.cr, when == "night" ? 1 : 0, when == "night" ? 1 : 0, when == "night" ? 1 : 0);
    cairo_move_to(page.cr, x + 4, y + cell + 18);
    cairo_set_font_size(page.cr, 11);
    cairo_show_text(page.cr, std::string(i.kind).c_str());
  }
  return page.save(out) ? 0 : 1;
}
