#include "host/services/services.hpp"

#include <rushes/plugin.hpp>

#include <gmock/gmock.h>

#include <vector>

namespace rushes::host {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Writes down what it is asked; fails where it is told to.
struct FakeBackend {
  std::vector<std::string> calls;
  std::string fail_at;

  struct Session final : EncodeSession {
    FakeBackend& fake;
    bool finished = false;
    explicit Session(FakeBackend& f) : fake(f) {}
    ~Session() override { fake.calls.push_back(finished ? "closed" : "aborted"); }
    Result<void> did(const std::string& what) {
      fake.calls.push_back(what);
      if (fake.fail_at == what) return Error{Errc::io, "no space while at " + what};
      return {};
    }
    Result<void> video(const rushes_image& i) override { return did("video " + std::to_string(i.bounds.x2)); }
    Result<void> audio(const rushes_audio& a) override {
      if (fake.fail_at == "throw") throw std::runtime_error("thrown by the writer");
      return did("audio " + std::to_string(a.frames));
    }
    Result<std::string> finish(const TakeBytes& data) override {
      if (auto r = did("finish"); !r) return std::move(r).error();
      for (const char* piece : {"MA", "TR", "OSKA"})
        if (auto r = data(piece); !r) return std::move(r).error();
      finished = true;
      return std::string("video/x-matroska");
    }
  };
  EncodeBackend backend() {
    return [this](const rushes_encode_spec& spec) -> Result<std::unique_ptr<EncodeSession>> {
      calls.push_back("open " + std::to_string(spec.width));
      if (fail_at == "open") return Error{Errc::invalid, "no such format"};
      return std::unique_ptr<EncodeSession>(std::make_unique<Session>(*this));
    };
  }
};

struct EncodeTest : testing::Test {
  FakeBackend fake;
  std::unique_ptr<Services> services = std::make_unique<Services>(ServiceOptions{.encode = fake.backend()});
  const rushes_host* host = services->host_for("engine");
  const rushes_host_encode* encode =
      static_cast<const rushes_host_encode*>(host->get_interface(host, RUSHES_HOST_ENCODE));
  rushes_error error{};
  float pixels[64] = {};
  float* channels[1] = {pixels};
  rushes_encode_spec spec{};
  rushes_image image{};
  rushes_audio sound{};

  void SetUp() override {
    error.size = sizeof error;
    spec.size = sizeof spec;
    spec.width = spec.height = 4;
    spec.rate = {25, 1};
    image.size = sizeof image;
    image.n_planes = 1;
    image.bounds = {0, 0, 4, 4};
    image.plane[0] = {pixels, 64};
    sound.size = sizeof sound;
    sound.channels = 1;
    sound.frames = 32;
    sound.channel = channels;
  }
  rushes_encoder* open() {
    rushes_encoder* e = nullptr;
    EXPECT_EQ(encode->open(host, &spec, &e, &error), RUSHES_OK) << error.message;
    return e;
  }
  rushes_encoder* open_failing(const std::string& at) {
    fake.fail_at = at;
    return open();
  }
};

TEST_F(EncodeTest, PassesPicturesAndSoundAndGivesTheFile) {
  rushes_encoder* e = open();
  EXPECT_EQ(e->video(e, nullptr, &image, &error), RUSHES_OK);
  EXPECT_EQ(e->audio(e, nullptr, &sound, &error), RUSHES_OK);
  StringSink data, mime;
  EXPECT_EQ(e->finish(e, nullptr, &data, &mime, &error), RUSHES_OK);
  EXPECT_EQ(data.text, "MATROSKA");
  EXPECT_EQ(mime.text, "video/x-matroska");
  EXPECT_THAT(fake.calls, ElementsAre("open 4", "video 4", "audio 32", "finish", "closed"));
}

TEST_F(EncodeTest, AbortLeavesNothing) {
  rushes_encoder* e = open();
  e->abort(e);
  EXPECT_THAT(fake.calls, ElementsAre("open 4", "aborted"));
}

TEST_F(EncodeTest, AnEncoderThatWasForgottenEndsWithTheServices) {
  open();
  services.reset();
  EXPECT_THAT(fake.calls, ElementsAre("open 4", "aborted"));
}

TEST_F(EncodeTest, ErrorsOfTheWriterArriveAsSentences) {
  fake.fail_at = "open";
  rushes_encoder* e = nullptr;
  EXPECT_EQ(encode->open(host, &spec, &e, &error), RUSHES_E_INVALID);
  EXPECT_EQ(e, nullptr);
  EXPECT_STREQ(error.message, "no such format");

  e = open_failing("video 4");
  EXPECT_EQ(e->video(e, nullptr, &image, &error), RUSHES_E_IO);
  EXPECT_STREQ(error.message, "no space while at video 4");
  e->abort(e);

  e = open_failing("throw");
  EXPECT_EQ(e->audio(e, nullptr, &sound, &error), RUSHES_E_FAILED);
  EXPECT_STREQ(error.message, "thrown by the writer");
  e->abort(e);

  e = open_failing("finish");
  fake.calls.clear();
  StringSink data;
  EXPECT_EQ(e->finish(e, nullptr, &data, nullptr, &error), RUSHES_E_IO);
  EXPECT_THAT(fake.calls, ElementsAre("finish", "aborted"));  // freed all the same
}

TEST_F(EncodeTest, ASinkThatIsFullEndsTheStream) {
  rushes_encoder* e = open();
  rushes_sink full{sizeof(rushes_sink), 0, nullptr,
                   [](void*, const void*, std::uint64_t) noexcept -> rushes_status { return RUSHES_E_QUOTA; }};
  EXPECT_EQ(e->finish(e, nullptr, &full, nullptr, &error), RUSHES_E_QUOTA);
  EXPECT_EQ(fake.calls.back(), "aborted");
}

TEST_F(EncodeTest, CancellingStopsEachCall) {
  rushes_call call{};
  call.size = sizeof call;
  call.cancelled = [](const rushes_call*) noexcept -> rushes_bool { return 1; };
  rushes_encoder* e = open();
  EXPECT_EQ(e->video(e, &call, &image, &error), RUSHES_E_CANCELLED);
  StringSink data;
  EXPECT_EQ(e->finish(e, &call, &data, nullptr, &error), RUSHES_E_CANCELLED);
  EXPECT_EQ(data.text, "");
}

TEST_F(EncodeTest, WhatCannotBeEncodedIsRefusedBeforeTheWriterSeesIt) {
  rushes_encoder* e = nullptr;
  spec.rate = {0, 1};
  EXPECT_EQ(encode->open(host, &spec, &e, &error), RUSHES_E_INVALID);
  EXPECT_THAT(error.message, HasSubstr("frame rate"));
  spec.width = 0;
  EXPECT_EQ(encode->open(host, &spec, &e, &error), RUSHES_E_INVALID);
  spec.size = 4;
  EXPECT_EQ(encode->open(host, &spec, &e, &error), RUSHES_E_INVALID);
  EXPECT_EQ(encode->open(host, nullptr, &e, nullptr), RUSHES_E_INVALID);
  EXPECT_TRUE(fake.calls.empty());

  SetUp();
  e = open();
  image.plane[0].data = nullptr;
  EXPECT_EQ(e->video(e, nullptr, &image, &error), RUSHES_E_INVALID);
  image.size = 8;
  EXPECT_EQ(e->video(e, nullptr, &image, &error), RUSHES_E_INVALID);
  sound.channels = 0;
  EXPECT_EQ(e->audio(e, nullptr, &sound, &error), RUSHES_E_INVALID);
  EXPECT_EQ(e->video(e, nullptr, nullptr, &error), RUSHES_E_INVALID);
  e->abort(e);
  EXPECT_THAT(fake.calls, ElementsAre("open 4", "aborted"));
}

}  // namespace
}  // namespace rushes::host
