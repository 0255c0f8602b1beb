// Preconditions, versions and what readers see beside writers.
#include "subject.hpp"

#include <algorithm>
#include <atomic>
#include <barrier>
#include <thread>

namespace storage_suite {
namespace {

class Conditions : public StorageTest {};
FOR_EVERY_STORAGE(Conditions);

TEST_P(Conditions, ReadersSeeTheOldOrTheNewWhole) {  // 5
  const auto whole = [](char c) { return std::string(200'000, c); };
  ASSERT_THAT(store->put("k", whole('a')), Ok());
  std::atomic<bool> done = false;
  std::atomic<int> mixed = 0, reads = 0;
  std::jthread reader([&] {
    while (!done) {
      const Outcome got = store->get("k");
      ++reads;
      if (!got.ok() || got.bytes.size() != 200'000 || got.bytes.find_first_not_of(got.bytes[0]) != std::string::npos)
        ++mixed;
    }
  });
  for (int i = 1; i <= 50 || reads < 10; ++i)
    ASSERT_THAT(store->put("k", whole(static_cast<char>('a' + i % 26)), {.piece = 10'000}), Ok());
  done = true;
  reader.join();
  EXPECT_EQ(mixed, 0);
  EXPECT_GT(reads, 0);
}

TEST_P(Conditions, IfAbsent) {  // 6
  ASSERT_TRUE(store->can(RUSHES_ST_CREATE_ONLY));
  EXPECT_THAT(store->put("k", "first", {.if_absent = true}), Ok());
  EXPECT_THAT(store->put("k", "second", {.if_absent = true}), Fails(RUSHES_E_EXISTS));
  EXPECT_EQ(store->get("k").bytes, "first");
}

TEST_P(Conditions, OfManyWhoCreateOneWins) {  // 7
  std::atomic<int> ok = 0, exists = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 20; ++i)
      threads.emplace_back([&, i] {
        const Outcome out = store->put("k", "writer " + std::to_string(i), {.if_absent = true});
        ++(out.ok() ? ok : exists);
        if (!out.ok()) {
          EXPECT_EQ(out.status, RUSHES_E_EXISTS) << out.message;
        }
      });
  }
  EXPECT_EQ(ok, 1);
  EXPECT_EQ(exists, 19);
}

TEST_P(Conditions, IfVersion) {  // 8
  ASSERT_TRUE(store->can(RUSHES_ST_REPLACE_IF));
  const std::string first = store->put("k", "1").info.version;
  const Outcome second = store->put("k", "2", {.if_version = first});
  ASSERT_THAT(second, Ok());
  EXPECT_THAT(store->put("k", "3", {.if_version = first}), Fails(RUSHES_E_CONFLICT));
  EXPECT_THAT(store->put("new", "x", {.if_version = first}), Fails(RUSHES_E_CONFLICT));
  EXPECT_EQ(store->get("k").bytes, "2");
  EXPECT_THAT(store->remove("k", first.c_str()), Fails(RUSHES_E_CONFLICT));
  EXPECT_THAT(store->remove("k", second.info.version), Ok());
}

TEST_P(Conditions, OfManyWhoReplaceOneWins) {
  constexpr int rounds = 500, writers = 4;
  ASSERT_THAT(store->put("k", "start"), Ok());
  std::string version = store->stat("k").info.version;
  std::atomic<int> won = 0, lost = 0;
  const auto next = [&]() noexcept { version = store->stat("k").info.version; };
  std::barrier gate(writers, next);
  {
    std::vector<std::jthread> threads;
    for (int w = 0; w < writers; ++w)
      threads.emplace_back([&] {
        for (int i = 0; i < rounds; ++i) {
          const Outcome out = store->put("k", "x", {.if_version = version});
          won += out.ok();
          lost += out.status == RUSHES_E_CONFLICT;
          gate.arrive_and_wait();
        }
      });
  }
  EXPECT_EQ(won, rounds);
  EXPECT_EQ(lost, rounds * (writers - 1));
}

TEST_P(Conditions, EveryWriteHasAVersionOfItsOwn) {
  std::vector<std::string> versions;
  for (int i = 0; i < 200; ++i) versions.push_back(store->put("k", "same").info.version);
  EXPECT_EQ(store->stat("k").info.version, versions.back());
  std::ranges::sort(versions);
  EXPECT_EQ(std::ranges::adjacent_find(versions), versions.end());
}

TEST_P(Conditions, ACounterLosesNoIncrement) {  // 9
  ASSERT_THAT(store->put("counter", "0"), Ok());
  {
    std::vector<std::jthread> workers;
    for (int w = 0; w < 5; ++w)
      workers.emplace_back([&] {
        for (int done = 0; done < 10;) {
          const std::string version = store->stat("counter").info.version;
          const Outcome now = store->get("counter", version.c_str());
          if (now.status == RUSHES_E_CONFLICT) continue;
          ASSERT_THAT(now, Ok());
          const Outcome put = store->put("counter", std::to_string(std::stoi(now.bytes) + 1), {.if_version = version});
          if (!put.ok()) {
            ASSERT_EQ(put.status, RUSHES_E_CONFLICT) << put.message;
          }
          done += put.ok();
        }
      });
  }
  EXPECT_EQ(store->get("counter").bytes, "50");
}

TEST_P(Conditions, TheConditionHoldsAtTheEndOfAnUploadToo) {  // 10
  Outcome out;
  rushes_upload* upload = store->begin("k", {.if_absent = true}, out);
  ASSERT_TRUE(upload) << out.message;
  rushes_error error = blank_error();
  ASSERT_EQ(upload->write(upload, nullptr, "late", 4, &error), RUSHES_OK);
  ASSERT_THAT(store->put("k", "early"), Ok());
  EXPECT_EQ(upload->commit(upload, nullptr, nullptr, &error), RUSHES_E_EXISTS) << error.message;
  EXPECT_EQ(store->get("k").bytes, "early");
}

TEST_P(Conditions, ReadingAVersionThatIsGone) {  // 14
  const std::string first = store->put("k", "old").info.version;
  Outcome out;
  rushes_reader* reader = store->open("k", first.c_str(), out);
  ASSERT_TRUE(reader) << out.message;
  ASSERT_THAT(store->put("k", "new, longer"), Ok());
  EXPECT_THAT(store->get("k", first.c_str()), Fails(RUSHES_E_CONFLICT));
  // A reader that was open keeps its version, or says that it is gone; it never gives bytes of another.
  char bytes[3];
  rushes_error error = blank_error();
  const auto n = reader->read_at(reader, nullptr, 0, bytes, 3, &error);
  EXPECT_TRUE(n == RUSHES_E_CONFLICT || (n == 3 && std::string(bytes, 3) == "old")) << n;
  reader->close(reader);
}

}  // namespace
}  // namespace storage_suite
