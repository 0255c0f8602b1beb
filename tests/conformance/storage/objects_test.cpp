// Objects: bytes, ranges, types, keys, copies. The numbers are those of the conformance list.
#include "subject.hpp"

#include <nlohmann/json.hpp>

#include <cstring>
#include <fstream>
#include <sstream>

namespace storage_suite {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Objects : public StorageTest {};
FOR_EVERY_STORAGE(Objects);

TEST_P(Objects, AnEmptyObjectHasLengthZero) {  // 1
  ASSERT_THAT(store->put("empty", ""), Ok());
  const Outcome s = store->stat("empty");
  ASSERT_THAT(s, Ok());
  EXPECT_EQ(s.info.length, 0u);
  EXPECT_EQ(store->get("empty").bytes, "");
}

TEST_P(Objects, BytesComeBackAtEverySizeAroundAPart) {  // 2
  Outcome out;
  rushes_upload* probe = store->begin("probe", {}, out);
  ASSERT_TRUE(probe) << out.message;
  const std::size_t part = probe->part_size;
  probe->abort(probe);
  unsigned seed = 1;
  for (const std::size_t size : {std::size_t{1}, part - 1, part, part + 1, 3 * part}) {
    const std::string bytes = noise(size, seed++);
    const Outcome put = store->put("size/" + std::to_string(size), bytes, {.length = static_cast<std::int64_t>(size)});
    ASSERT_THAT(put, Ok());
    EXPECT_EQ(put.info.length, size);
    const Outcome got = store->get("size/" + std::to_string(size));
    ASSERT_THAT(got, Ok());
    EXPECT_TRUE(got.bytes == bytes) << size;
  }
}

TEST_P(Objects, AStreamOfUnknownLengthIsStored) {  // 3
  const std::string bytes = noise(3'000'001, 7);
  ASSERT_THAT(store->put("stream", bytes, {.piece = 77'777}), Ok());
  EXPECT_TRUE(store->get("stream").bytes == bytes);
}

TEST_P(Objects, AWrongLengthOrDigestLeavesNothing) {
  EXPECT_THAT(store->put("short", "abc", {.length = 4}), Fails(RUSHES_E_INVALID));
  EXPECT_THAT(store->stat("short"), Fails(RUSHES_E_NOT_FOUND));
  if (!store->can(RUSHES_ST_SHA256)) return;
  EXPECT_THAT(store->put("bad", "abc", {.sha256 = sha256("abd")}), Fails(RUSHES_E_CORRUPT));
  EXPECT_THAT(store->stat("bad"), Fails(RUSHES_E_NOT_FOUND));
  EXPECT_THAT(store->put("good", "abc", {.sha256 = sha256("abc")}), Ok());
}

TEST_P(Objects, TypeDigestAndMetadataComeBack) {  // 4
  const char* metadata = R"({"title":"Für Elise, 夜","x":"1"})";
  ASSERT_THAT(store->put("clip.bin", "abc", {.content_type = "video/mp4; codecs=avc1", .metadata = metadata}), Ok());
  const Outcome s = store->stat("clip.bin");
  ASSERT_THAT(s, Ok());
  EXPECT_STREQ(s.info.content_type, "video/mp4; codecs=avc1");
  EXPECT_EQ(nlohmann::json::parse(s.info.metadata), nlohmann::json::parse(metadata));
  if (store->can(RUSHES_ST_SHA256)) {
    ASSERT_EQ(s.info.has_sha256, 1u);
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(s.info.sha256), 32), sha256("abc"));
  }
  EXPECT_GT(s.info.mtime_ns, 1'600'000'000'000'000'000);

  ASSERT_THAT(store->put("clip.png", "abc"), Ok());
  EXPECT_STREQ(store->stat("clip.png").info.content_type, "image/png");
  EXPECT_STREQ(store->stat("clip.png").info.metadata, "");
}

TEST_P(Objects, MetadataThatCannotBeKeptAreRefused) {  // 33
  const std::string large = R"({"a":")" + std::string(2048, 'x') + "\"}",
                    fits = R"({"a":")" + std::string(2040, 'x') + "\"}";
  EXPECT_THAT(store->put("k", "x", {.metadata = large.c_str()}), Fails(RUSHES_E_INVALID));
  for (const char* bad : {"[1]", "{\"a\":1}", "{", "text", "{\"a\":\"\xff\"}", "{\"a\":\"b\"},", "{\"a\":\"b\",}",
                          "{\"a\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"\\\"}"})
    EXPECT_THAT(store->put("k", "x", {.metadata = bad}), Fails(RUSHES_E_INVALID)) << bad;
  EXPECT_THAT(store->put("k", "x", {.content_type = "text/\nplain"}), Fails(RUSHES_E_INVALID));
  EXPECT_THAT(store->stat("k"), Fails(RUSHES_E_NOT_FOUND));
  ASSERT_EQ(fits.size(), 2048u);
  EXPECT_THAT(store->put("k", "x", {.metadata = fits.c_str()}), Ok());
  EXPECT_EQ(store->stat("k").info.metadata, fits);
}

TEST_P(Objects, MissingKeysAreNotFoundAndRemoveIsIdempotent) {  // 11
  EXPECT_THAT(store->stat("no/such"), Fails(RUSHES_E_NOT_FOUND));
  EXPECT_THAT(store->get("no/such"), Fails(RUSHES_E_NOT_FOUND));
  EXPECT_THAT(store->copy("no/such", "x"), Fails(RUSHES_E_NOT_FOUND));
  EXPECT_THAT(store->remove("no/such"), Ok());
  ASSERT_THAT(store->put("a/b", "x"), Ok());
  EXPECT_THAT(store->stat("a"), Fails(RUSHES_E_NOT_FOUND));
  EXPECT_THAT(store->remove("a"), Ok());
  EXPECT_THAT(store->remove("a/b"), Ok());
  EXPECT_THAT(store->remove("a/b"), Ok());
  EXPECT_THAT(store->stat("a/b"), Fails(RUSHES_E_NOT_FOUND));
}

TEST_P(Objects, Ranges) {  // 13
  ASSERT_THAT(store->put("digits", "0123456789"), Ok());
  Outcome out;
  rushes_reader* r = store->open("digits", nullptr, out);
  ASSERT_TRUE(r) << out.message;
  rushes_error error = blank_error();
  const auto range = [&](std::uint64_t offset, std::uint64_t length) {
    std::string bytes(length, '?');
    const auto n = r->read_at(r, nullptr, offset, bytes.data(), length, &error);
    return n < 0 ? "status " + std::to_string(n) : bytes.substr(0, static_cast<std::size_t>(n));
  };
  EXPECT_EQ(r->length, 10u);
  EXPECT_EQ(range(3, 4), "3456");
  EXPECT_EQ(range(3, 7), "3456789");
  EXPECT_EQ(range(9, 1), "9");
  EXPECT_EQ(range(8, 100), "89");
  EXPECT_EQ(range(10, 5), "");
  EXPECT_EQ(range(11, 1), "status " + std::to_string(RUSHES_E_INVALID));
  EXPECT_EQ(range(~std::uint64_t{0}, 1), "status " + std::to_string(RUSHES_E_INVALID));
  r->close(r);
}

const std::vector<std::string> odd_keys = {"with space",
                                           "a+b",
                                           "a%20b",
                                           "100%",
                                           "q?x=1&y=2",
                                           "hash#tag",
                                           "semi;colon",
                                           "quote\"s",
                                           "apostrophe's",
                                           "<tag>",
                                           "ümlaut",
                                           "夜/テスト",
                                           "😀.mp4",
                                           "~tilde",
                                           "$dollar",
                                           "(paren)[bracket]{brace}",
                                           "a:b",
                                           "e\xcc\x81 decomposed",
                                           "-dash",
                                           "_under",
                                           "=,@!*|^`",
                                           std::string(255, 'n'),
                                           std::string(250, 'a') + "/" + std::string(250, 'b') + "/" +
                                               std::string(250, 'c') + "/" + std::string(250, 'd') + "/" +
                                               std::string(20, 'e')};

TEST_P(Objects, OddKeysWorkEverywhere) {  // 18
  for (const auto& key : odd_keys) {
    SCOPED_TRACE(key);
    const std::string bytes = "bytes of " + key;
    ASSERT_THAT(store->put(key, bytes), Ok());
    EXPECT_EQ(store->stat(key).info.length, bytes.size());
    EXPECT_EQ(store->get(key).bytes, bytes);
    EXPECT_THAT(store->all(key), testing::Contains(key));
    EXPECT_THAT(store->copy(key, "copy/of"), Ok());
    EXPECT_EQ(store->get("copy/of").bytes, bytes);
    if (store->can(RUSHES_ST_PRESIGN_GET)) {
      EXPECT_THAT(store->url("GET", key), Ok());
    }
    EXPECT_THAT(store->remove(key), Ok());
    EXPECT_THAT(store->stat(key), Fails(RUSHES_E_NOT_FOUND));
  }
}

TEST_P(Objects, KeysThatBreakTheRuleAreRefusedByEveryCall) {  // 19, 20
  const std::vector<std::string> bad = {"",
                                        "/",
                                        "/a",
                                        "a/",
                                        "a//b",
                                        ".",
                                        "..",
                                        "a/../b",
                                        "../a",
                                        "a/./b",
                                        "a/b.",
                                        "dots...",
                                        "back\\slash",
                                        "tab\tkey",
                                        "line\nkey",
                                        "del\x7f",
                                        "c1\xc2\x85",
                                        std::string(256, 's'),
                                        std::string(1025, 'x'),
                                        "\xff\xfe",
                                        "cut\xc3",
                                        "over\xc0\xaf",
                                        "sur\xed\xa0\x80",
                                        "big\xf4\x90\x80\x80"};
  for (const auto& key : bad) {
    SCOPED_TRACE(testing::PrintToString(key));
    EXPECT_THAT(store->put(key, "x"), Fails(RUSHES_E_INVALID));
    EXPECT_THAT(store->stat(key), Fails(RUSHES_E_INVALID));
    EXPECT_THAT(store->get(key), Fails(RUSHES_E_INVALID));
    EXPECT_THAT(store->remove(key), Fails(RUSHES_E_INVALID));
    EXPECT_THAT(store->copy(key, "good"), Fails(RUSHES_E_INVALID));
    EXPECT_THAT(store->copy("good", key), Fails(RUSHES_E_INVALID));
    EXPECT_THAT(store->url("GET", key), Fails(RUSHES_E_INVALID));
  }
  rushes_error error = blank_error();
  EXPECT_EQ(store->table().stat(store->raw(), nullptr, nullptr, nullptr, &error), RUSHES_E_INVALID);
  EXPECT_THAT(store->all(), ElementsAre());
}

TEST_P(Objects, CopiesKeepBytesTypeAndMetadata) {  // 21
  const std::string bytes = noise(2'500'000, 3);
  ASSERT_THAT(store->put("from", bytes, {.content_type = "audio/flac", .metadata = R"({"k":"v"})"}), Ok());
  const Outcome copied = store->copy("from", "deep/to");
  ASSERT_THAT(copied, Ok());
  const Outcome s = store->stat("deep/to");
  EXPECT_TRUE(store->get("deep/to").bytes == bytes);
  EXPECT_STREQ(s.info.content_type, "audio/flac");
  EXPECT_STREQ(s.info.metadata, R"({"k":"v"})");
  EXPECT_STREQ(s.info.version, copied.info.version);
  EXPECT_EQ(s.info.has_sha256 != 0, store->can(RUSHES_ST_SHA256));

  ASSERT_THAT(store->copy("from", "retyped", {.content_type = "text/plain"}), Ok());
  EXPECT_STREQ(store->stat("retyped").info.content_type, "text/plain");
  EXPECT_THAT(store->copy("from", "deep/to", {.if_absent = true}), Fails(RUSHES_E_EXISTS));
  ASSERT_THAT(store->copy("from", "from"), Ok());
  EXPECT_TRUE(store->get("from").bytes == bytes);
  EXPECT_STREQ(store->stat("from").info.content_type, "audio/flac");
  ASSERT_THAT(store->copy("from", "empty/../x"), Fails(RUSHES_E_INVALID));
}

TEST_P(Objects, UrlsAreGivenWhereTheStorageSaysSo) {  // 23, 25
  ASSERT_THAT(store->put("ä b/c#1.txt", "hello"), Ok());
  const Outcome get = store->url("GET", "ä b/c#1.txt");
  if (!store->can(RUSHES_ST_PRESIGN_GET)) {
    EXPECT_THAT(get, Fails(RUSHES_E_UNSUPPORTED));
    return;
  }
  ASSERT_THAT(get, Ok());
  const auto json = nlohmann::json::parse(get.bytes);
  EXPECT_EQ(json["method"], "GET");
  const std::string url = json["url"];
  if (store->can(RUSHES_ST_LOCAL_PATH)) {
    ASSERT_THAT(url, testing::StartsWith("file:///"));
    std::string path;
    for (std::size_t i = 7; i < url.size(); ++i) {
      if (url[i] == '%') {
        path += static_cast<char>(std::stoi(url.substr(i + 1, 2), nullptr, 16));
        i += 2;
      } else {
        path += url[i];
      }
    }
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    EXPECT_EQ(text.str(), "hello");
  }
  if (!store->can(RUSHES_ST_PRESIGN_PUT)) {
    EXPECT_THAT(store->url("PUT", "x"), Fails(RUSHES_E_UNSUPPORTED));
  }
  EXPECT_THAT(store->url("BREW", "x"), Fails(RUSHES_E_UNSUPPORTED));
}

}  // namespace
}  // namespace storage_suite
