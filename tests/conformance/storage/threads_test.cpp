// Many threads on one instance; many lives of one plugin.
#include "subject.hpp"

#include <filesystem>
#include <iterator>
#include <thread>

namespace storage_suite {
namespace {

class Threads : public StorageTest {};
FOR_EVERY_STORAGE(Threads);

TEST_P(Threads, AHundredShareOneInstance) {  // 34
  std::vector<std::jthread> threads;
  for (int t = 0; t < 100; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i) {
        const std::string own = "t" + std::to_string(t) + "/" + std::to_string(i % 3),
                          shared = "shared/" + std::to_string(i % 5);
        EXPECT_THAT(store->put(own, own), Ok());
        EXPECT_EQ(store->get(own).bytes, own);
        EXPECT_THAT(store->put(shared, shared), Ok());
        const Outcome got = store->get(shared);
        EXPECT_EQ(got.bytes, shared) << got.message;
        if (i % 4 == 3) {
          EXPECT_THAT(store->remove(own), Ok());
        }
      }
    });
}

std::size_t entries(const char* folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST_P(Threads, LoadingAndUnloadingLeavesNothing) {  // 35
  store.reset();
  loaded.reset();
  const std::size_t threads = entries("/proc/self/task"), files = entries("/proc/self/fd");
  for (int i = 0; i < 100; ++i) {
    loaded = std::make_unique<Loaded>();
    store = another();
    ASSERT_THAT(store->put("k", "x"), Ok());
    ASSERT_EQ(store->get("k").bytes, "x");
    store.reset();
    loaded.reset();
  }
  EXPECT_EQ(entries("/proc/self/task"), threads);
  EXPECT_EQ(entries("/proc/self/fd"), files);
}

}  // namespace
}  // namespace storage_suite
