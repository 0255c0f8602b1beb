#include "plugins/engines/storyteller/subjects/subject.hpp"

#include "plugins/engines/storyteller/subjects/shape.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <thread>

namespace storyteller {
namespace {

constexpr SubjectLight kDay{{255, 250, 238}, {70, 80, 105}, 1, true},
    kNight{{150, 175, 230}, {16, 20, 36}, 0.1f, false};

Subject of(std::string_view kind) {
  Subject s;
  s.kind = kind;
  return s;
}

Subject tinted(std::string_view kind, Colour tint) {
  Subject s = of(kind);
  s.tinted = true, s.tint = tint;
  return s;
}

struct Mean {
  double r = 0, g = 0, b = 0, cover = 0;
  double luma() const { return 0.2126 * r + 0.7152 * g + 0.0722 * b; }
};

// Mean straight colour of what is drawn, and the share of the canvas it covers.
Mean mean(const Sprite& s) {
  Mean m;
  double weight = 0;
  for (const std::uint32_t p : s.argb) m.r += p >> 16 & 255, m.g += p >> 8 & 255, m.b += p & 255, weight += p >> 24;
  m.cover = weight / 255 / static_cast<double>(s.argb.size());
  if (weight > 0) m.r *= 255 / weight, m.g *= 255 / weight, m.b *= 255 / weight;
  return m;
}

TEST(Subjects, ThereAreManyAndTheirTableIsSound) {
  EXPECT_GE(subject_infos().size(), 80u);
  std::set<std::string_view> kinds;
  for (const SubjectInfo& i : subject_infos()) {
    EXPECT_TRUE(kinds.insert(i.kind).second) << i.kind;
    EXPECT_FALSE(i.label.empty()) << i.kind;
    EXPECT_TRUE(i.height_m > 0 && i.aspect > 0.2f && i.aspect < 4 && i.poses >= 1 && i.poses <= 32) << i.kind;
    EXPECT_EQ(find_subject(i.kind), &i);
  }
  EXPECT_EQ(find_subject("zorble"), nullptr);
  EXPECT_EQ(find_subject(""), nullptr);
}

TEST(Subjects, EachFillsItsCanvasByDayAndByNight) {
  for (const SubjectInfo& i : subject_infos())
    for (const SubjectLight& light : {kDay, kNight}) {
      const Sprite s = draw_subject(of(i.kind), 64, light, 0, 1);
      ASSERT_EQ(s.height, 64) << i.kind;
      EXPECT_EQ(s.width, std::lround(64 * i.aspect)) << i.kind;
      EXPECT_EQ(s.argb.size(), static_cast<std::size_t>(s.width) * s.height);
      const Mean m = mean(s);
      EXPECT_GT(m.cover, 0.07) << i.kind;
      EXPECT_LT(m.cover, 0.9) << i.kind;
      EXPECT_GT(s.foot_y, 0.4f) << i.kind;
      EXPECT_LE(s.foot_y, 1.f) << i.kind;
    }
}

TEST(Subjects, PixelsArePremultiplied) {
  for (const SubjectInfo& i : subject_infos()) {
    const Sprite s = draw_subject(of(i.kind), 48, kDay, 0, 1);
    EXPECT_TRUE(std::ranges::all_of(s.argb, [](std::uint32_t p) {
      const std::uint32_t a = p >> 24;
      return (p >> 16 & 255) <= a && (p >> 8 & 255) <= a && (p & 255) <= a;
    })) << i.kind;
  }
}

TEST(Subjects, EdgesOfTheCanvasCutNothingImportant) {
  for (const SubjectInfo& i : subject_infos()) {
    if (i.kind == "bridge" || i.kind == "owl") continue;  // the road and the branch go on
    const Sprite s = draw_subject(of(i.kind), 80, kDay, 0, 1);
    double cut = 0;
    for (int y = 0; y < s.height; ++y)
      cut += (s.argb[static_cast<std::size_t>(y) * s.width] >> 24) +
             (s.argb[static_cast<std::size_t>(y + 1) * s.width - 1] >> 24);
    for (int x = 0; x < s.width; ++x) cut += s.argb[x] >> 24;
    EXPECT_LT(cut / 255 / s.height, 0.10) << i.kind;
  }
}

TEST(Subjects, SameArgumentsGiveTheSameBytesOnAnyThread) {
  std::vector<std::vector<Sprite>> all(3);
  {
    std::vector<std::jthread> threads;
    for (auto& list : all)
      threads.emplace_back([&list] {
        for (const SubjectInfo& i : subject_infos()) list.push_back(draw_subject(of(i.kind), 32, kDay, 1, 7));
      });
  }
  for (const auto& list : all)
    for (std::size_t i = 0; i < list.size(); ++i) EXPECT_EQ(list[i].argb, all[0][i].argb) << subject_infos()[i].kind;
}

TEST(Subjects, PosesDifferAndRepeat) {
  for (const SubjectInfo& i : subject_infos()) {
    if (i.poses == 1) continue;
    std::set<std::vector<std::uint32_t>> frames;
    for (int pose = 0; pose < i.poses; ++pose) frames.insert(draw_subject(of(i.kind), 40, kDay, pose, 1).argb);
    EXPECT_GE(static_cast<int>(frames.size()), std::max(2, i.poses / 2)) << i.kind;
    EXPECT_EQ(draw_subject(of(i.kind), 32, kDay, i.poses + 1, 1).argb, draw_subject(of(i.kind), 32, kDay, 1, 1).argb)
        << i.kind;
    EXPECT_EQ(draw_subject(of(i.kind), 32, kDay, -1, 1).argb, draw_subject(of(i.kind), 32, kDay, i.poses - 1, 1).argb)
        << i.kind;
  }
}

TEST(Subjects, TintRaisesItsHue) {
  for (const SubjectInfo& i : subject_infos()) {
    const Mean red = mean(draw_subject(tinted(i.kind, {220, 30, 30}), 48, kDay, 0, 1)),
               blue = mean(draw_subject(tinted(i.kind, {30, 50, 220}), 48, kDay, 0, 1));
    EXPECT_GT(red.r - red.b, blue.r - blue.b + 8) << i.kind;
  }
}

TEST(Subjects, LightFallsFromItsSide) {
  for (const char* kind : {"balloon", "heart", "elephant", "lighthouse", "whale"}) {
    for (const bool right : {true, false}) {
      SubjectLight light = kDay;
      light.from_right = right;
      const Sprite s = draw_subject(tinted(kind, {160, 160, 160}), 80, light, 0, 1);
      double side[2] = {0, 0}, weight[2] = {0, 0};
      for (int y = 0; y < s.height; ++y)
        for (int x = 0; x < s.width; ++x) {
          const std::uint32_t p = s.argb[static_cast<std::size_t>(y) * s.width + x];
          side[x * 2 / s.width] += (p >> 8) & 255, weight[x * 2 / s.width] += p >> 24;
        }
      EXPECT_EQ(side[1] / weight[1] > side[0] / weight[0], right) << kind;
    }
  }
}

TEST(Subjects, NightIsDarkerThanDayWhereNoLampBurns) {
  for (const SubjectInfo& i : subject_infos()) {
    if (!draw_subject(of(i.kind), 16, kNight, 0, 1).lights.empty()) continue;
    const double day = mean(draw_subject(of(i.kind), 48, kDay, 0, 1)).luma(),
                 night = mean(draw_subject(of(i.kind), 48, kNight, 0, 1)).luma();
    EXPECT_LT(night, day) << i.kind;
  }
}

TEST(Subjects, LightsLieInsideTheDrawing) {
  int beams = 0;
  for (const SubjectInfo& i : subject_infos())
    for (const LightPoint& l : draw_subject(of(i.kind), 48, kNight, 0, 1).lights) {
      EXPECT_TRUE(l.x >= 0 && l.x <= 1 && l.y >= 0 && l.y <= 1 && l.radius > 0) << i.kind << " " << l.x << " " << l.y;
      beams += l.beam;
    }
  EXPECT_GE(beams, 5);
  for (const char* kind :
       {"lighthouse", "house", "street_lamp", "campfire", "candle", "car", "train", "lamp", "lantern", "castle"})
    EXPECT_FALSE(draw_subject(of(kind), 48, kNight, 0, 1).lights.empty()) << kind;
}

TEST(Subjects, OddRequestsAreHarmless) {
  EXPECT_TRUE(draw_subject(of("zorble"), 48, kDay, 0, 1).argb.empty());
  EXPECT_TRUE(draw_subject(of("dog"), 0, kDay, 0, 1).argb.empty());
  EXPECT_TRUE(draw_subject(of("dog"), -5, kDay, 0, 1).argb.empty());
  for (const SubjectInfo& i : subject_infos())
    for (const int rows : {1, 2, 3, 7}) EXPECT_EQ(draw_subject(of(i.kind), rows, kDay, 0, 1).height, rows) << i.kind;
  EXPECT_LE(draw_subject(of("street_lamp"), 1 << 30, kDay, 0, 1).height, 4096);
}

TEST(Shapes, PathsAreRead) {
  const Shape s = Shape::path("M1,2 L3,4 l1,-1 H9 v2 Q1,1 2,2 C1,1 2,2 3,3 Z");
  ASSERT_EQ(s.ops().size(), 8u);
  EXPECT_FLOAT_EQ(s.ops()[2].a.x, 4);
  EXPECT_FLOAT_EQ(s.ops()[2].a.y, 3);
  EXPECT_FLOAT_EQ(s.ops()[4].a.y, 5);
  EXPECT_EQ(s.ops()[7].kind, Shape::Op::close);
  EXPECT_TRUE(Shape::path("").ops().empty());
}

}  // namespace
}  // namespace storyteller
