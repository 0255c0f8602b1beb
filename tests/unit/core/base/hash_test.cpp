#include "core/base/hash.hpp"

#include "core/base/files.hpp"

#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

#include <gtest/gtest.h>
#include <unistd.h>

namespace rushes {
namespace {

// FIPS 180-4 examples, as published by NIST.
TEST(Sha256, KnownVectors) {
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hex(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PiecesMakeTheSameAsTheWhole) {
  Sha256 h;
  for (const char c : std::string("abc")) h.add(&c, 1);
  EXPECT_EQ(h.digest(), sha256("abc"));
}

TEST(Sha256, OfAFile) {
  const auto path = (std::filesystem::temp_directory_path() / ("rushes_hash_" + std::to_string(::getpid()))).string();
  const std::string content(3'000'000, 'x');
  ASSERT_TRUE(write_file(path, content));
  const auto digest = sha256_file(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(digest);
  EXPECT_EQ(*digest, sha256(content));
  const auto gone = sha256_file(path);
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, Errc::not_found);
}

TEST(Hasher, SequencesDoNotLookAlike) {
  std::set<Key> keys;
  keys.insert(Hasher().add("ab").add("c").key());
  keys.insert(Hasher().add("a").add("bc").key());
  keys.insert(Hasher().add("abc").key());
  keys.insert(Hasher().add("abc").add("").key());
  keys.insert(Hasher().add("").add("abc").key());
  keys.insert(Hasher().key());
  EXPECT_EQ(keys.size(), 6u);
}

TEST(Hasher, TheSameValuesGiveTheSameKey) {
  EXPECT_EQ(Hasher().add("x").add(7).add(0.5).key(), Hasher().add("x").add(7).add(0.5).key());
  EXPECT_EQ(Hasher().add(7).key(), Hasher().add(std::int64_t{7}).key());
  EXPECT_NE(Hasher().add(7).key(), Hasher().add(8).key());
}

TEST(Hasher, ZeroesAndNansAreOne) {
  EXPECT_EQ(Hasher().add(0.0).key(), Hasher().add(-0.0).key());
  EXPECT_EQ(Hasher().add(std::nan("1")).key(), Hasher().add(-std::numeric_limits<double>::quiet_NaN()).key());
  EXPECT_NE(Hasher().add(0.0).key(), Hasher().add(1e-300).key());
}

TEST(Hasher, AskingForTheKeyChangesNothing) {
  Hasher h;
  h.add("a");
  const Key first = h.key();
  EXPECT_EQ(h.key(), first);
  h.add("b");
  EXPECT_EQ(h.key(), Hasher().add("a").add("b").key());
}

TEST(Key, ReadsAsHexDigits) { EXPECT_EQ(to_string(Key{1, 0xabc}), "00000000000000010000000000000abc"); }

}  // namespace
}  // namespace rushes
