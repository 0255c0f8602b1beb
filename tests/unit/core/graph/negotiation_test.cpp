#include "core/graph/negotiation.hpp"

#include <rushes/image.hpp>

#include <gtest/gtest.h>

namespace rushes {
namespace {

const VideoFormat canvas = video_format::yuv420(8);

TEST(Negotiation, WhatIsThereIsTakenWhenItIsAccepted) {
  EXPECT_TRUE(same(negotiated({formats::rgba_float, formats::yuv8}, canvas, canvas), canvas));
}

TEST(Negotiation, ElseTheFirstIsAskedFor) {
  const VideoFormat f = negotiated({formats::rgba_float, formats::yuva8}, canvas, canvas);
  EXPECT_EQ(f.family, RUSHES_FAMILY_RGB);
  EXPECT_EQ(f.transfer, canvas.transfer);  // not converted where nobody asked
  EXPECT_TRUE(valid(f));
}

TEST(Negotiation, OpenMembersOfAnotherFamilyComeFromTheCanvas) {
  const VideoFormat f = negotiated({formats::yuv8}, video_format::rgba8(), canvas);
  EXPECT_EQ(f.matrix, canvas.matrix);
  EXPECT_EQ(f.sub_w, 1);
  EXPECT_TRUE(valid(f));
}

TEST(Negotiation, DeepYuvOfAShallowPictureIsDeep) {
  const VideoFormat f = negotiated({formats::yuv16}, canvas, canvas);
  EXPECT_EQ(f.bits, 16);
  EXPECT_TRUE(valid(f));
}

TEST(Negotiation, TwoPicturesMeetWhereNeitherLoses) {
  const VideoFormat with_alpha = video_format::yuv(1, 1, 8, true);
  EXPECT_TRUE(same(wider(canvas, with_alpha), with_alpha));
  EXPECT_TRUE(same(wider(with_alpha, canvas), with_alpha));
  EXPECT_EQ(wider(canvas, video_format::rgba_float()).sample, RUSHES_SAMPLE_FLOAT);
}

TEST(Negotiation, UnknownChromaPlaceAndFieldOrderDoNotForceAConversion) {
  VideoFormat f = canvas;
  f.chroma_loc = 0;
  f.field_order = 1;
  EXPECT_TRUE(same_pixels(canvas, f));
  f.full_range = !f.full_range;
  EXPECT_FALSE(same_pixels(canvas, f));
}

}  // namespace
}  // namespace rushes
