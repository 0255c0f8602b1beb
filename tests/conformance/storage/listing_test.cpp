// Pages, prefixes, delimiters.
#include "subject.hpp"

#include <algorithm>
#include <thread>

namespace storage_suite {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Listing : public StorageTest {
 protected:
  void put(std::initializer_list<const char*> keys) {
    for (const char* k : keys) ASSERT_THAT(store->put(k, k), Ok());
  }
};
FOR_EVERY_STORAGE(Listing);

TEST_P(Listing, NothingAndOne) {  // 15
  EXPECT_THAT(store->all(), IsEmpty());
  put({"only"});
  Page page;
  ASSERT_THAT(store->list("", "", "", 100, page), Ok());
  ASSERT_EQ(page.items.size(), 1u);
  EXPECT_EQ(page.items[0].key, "only");
  EXPECT_EQ(page.items[0].length, 4u);
  EXPECT_EQ(page.items[0].version, store->stat("only").info.version);
  EXPECT_EQ(page.next, "");
}

TEST_P(Listing, ManyKeysComeOnceEachInByteOrder) {  // 15
  std::vector<std::string> keys;
  for (int i = 0; i < 2500; ++i) keys.push_back("d" + std::to_string(i % 7) + (i % 3 ? "/" : "-") + std::to_string(i));
  for (const auto& k : keys) ASSERT_THAT(store->put(k, ""), Ok());
  std::ranges::sort(keys);
  EXPECT_EQ(store->all("", "", 100), keys);
  EXPECT_EQ(store->all("", "", 2500), keys);
}

TEST_P(Listing, ByteOrderIsThatOfWholeKeys) {
  put({"a/b", "a-b", "a.b", "a0", "a/a/z", "A", "é", "a b"});
  EXPECT_THAT(store->all("", "", 3), ElementsAre("A", "a b", "a-b", "a.b", "a/a/z", "a/b", "a0", "é"));
}

TEST_P(Listing, PrefixAndDelimiter) {  // 16
  put({"film/a.mp4", "film/b/1.png", "film/b/2.png", "film/c/1.png", "film2/x", "fil", "other"});
  EXPECT_THAT(store->all("film/"), ElementsAre("film/a.mp4", "film/b/1.png", "film/b/2.png", "film/c/1.png"));
  EXPECT_THAT(store->all("film"), ElementsAre("film/a.mp4", "film/b/1.png", "film/b/2.png", "film/c/1.png", "film2/x"));
  EXPECT_THAT(store->all("film/", "/"), ElementsAre("film/a.mp4", "film/b/", "film/c/"));
  EXPECT_THAT(store->all("film", "/"), ElementsAre("film/", "film2/"));
  EXPECT_THAT(store->all("", "/"), ElementsAre("fil", "film/", "film2/", "other"));
  EXPECT_THAT(store->all("film/b/1"), ElementsAre("film/b/1.png"));
  EXPECT_THAT(store->all("nothing/"), IsEmpty());
  for (const std::uint32_t limit : {1u, 2u, 3u})
    EXPECT_THAT(store->all("film/", "/", limit), ElementsAre("film/a.mp4", "film/b/", "film/c/")) << limit;
  for (const std::uint32_t limit : {1u, 2u, 3u})
    EXPECT_THAT(store->all("", "/", limit), ElementsAre("fil", "film/", "film2/", "other")) << limit;
}

TEST_P(Listing, APrefixWithoutObjectsIsGone) {
  put({"a/b/c", "x"});
  ASSERT_THAT(store->remove("a/b/c"), Ok());
  EXPECT_THAT(store->all("", "/"), ElementsAre("x"));
}

TEST_P(Listing, WhatCannotBeListedIsRefused) {
  Page page;
  EXPECT_THAT(store->list("../", "", "", 10, page), Fails(RUSHES_E_INVALID));
  EXPECT_THAT(store->list("/etc/", "", "", 10, page), Fails(RUSHES_E_INVALID));
  EXPECT_THAT(store->list("\xff", "", "", 10, page), Fails(RUSHES_E_INVALID));
  EXPECT_THAT(store->list("", "-", "", 10, page), Fails(RUSHES_E_INVALID));
}

TEST_P(Listing, KeysThatWereThereComeOnceBesideInserts) {  // 17
  std::vector<std::string> old;
  for (int i = 0; i < 300; ++i) old.push_back("k" + std::to_string(1000 + i));
  for (const auto& k : old) ASSERT_THAT(store->put(k, ""), Ok());
  std::jthread writer([&](std::stop_token stop) {
    for (int i = 0; i < 300 && !stop.stop_requested(); ++i) store->put("k" + std::to_string(1000 + i) + "new", "");
  });
  for (int round = 0; round < 5; ++round) {
    auto seen = store->all("", "", 20);
    EXPECT_TRUE(std::ranges::is_sorted(seen));
    EXPECT_EQ(std::ranges::adjacent_find(seen), seen.end());
    std::erase_if(seen, [](const std::string& k) { return k.ends_with("new"); });
    EXPECT_EQ(seen, old);
  }
}

}  // namespace
}  // namespace storage_suite
