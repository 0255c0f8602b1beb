// What holds for a folder only: no way out of it, full and read-only file systems, kernels without openat2.
#include "subject.hpp"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/openat2.h>
#include <linux/seccomp.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace storage_suite {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// With RUSHES_TEST_NO_OPENAT2 set, the whole program runs as on a kernel that has no openat2.
const bool without_openat2 = [] {
  if (!std::getenv("RUSHES_TEST_NO_OPENAT2")) return false;
  sock_filter code[] = {{BPF_LD | BPF_W | BPF_ABS, 0, 0, 0},  // seccomp_data.nr
                        {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, SYS_openat2},
                        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | ENOSYS},
                        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW}};
  sock_fprog program{4, code};
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    std::abort();
  open_how how{};
  if (::syscall(SYS_openat2, AT_FDCWD, ".", &how, sizeof how) != -1 || errno != ENOSYS) std::abort();
  return true;
}();

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

class Local : public testing::Test {
 protected:
  void SetUp() override {
    folder = make_temporary_folder();
    fs::create_directory(folder + "/root");
    fs::create_directory(folder + "/outside");
    std::ofstream(folder + "/outside/secret") << "secret";
  }
  void TearDown() override {
    std::error_code ec;
    fs::remove_all(folder, ec);
  }
  std::unique_ptr<Store> open(const std::string& root) {
    return std::make_unique<Store>(loaded, "org.rushes.local", std::vector<Param>{{"root", 0, root}});
  }

  Loaded loaded;
  std::string folder;
};

TEST_F(Local, AMissingFolderIsNamed) {  // 12
  EXPECT_THAT(open(folder + "/none")->configured(), Fails(RUSHES_E_NOT_FOUND));
  EXPECT_THAT(open(folder + "/none")->configured().message, HasSubstr(folder + "/none"));
  EXPECT_THAT(open("")->configured(), Fails(RUSHES_E_INVALID));
  EXPECT_THAT(open(folder + "/outside/secret")->configured(), Fails(RUSHES_E_INVALID));
  EXPECT_THAT(open(folder + "/none")->put("k", "x"), Fails(RUSHES_E_STATE));
  const Store made(loaded, "org.rushes.local", {{"root", 0, folder + "/none"}, {"create", 1, ""}});
  EXPECT_THAT(made.configured(), Ok());
  EXPECT_THAT(made.put("k", "x"), Ok());
}

TEST_F(Local, FilesAreForTheirOwnerOnly) {
  const auto store = open(folder + "/root");
  ASSERT_THAT(store->put("a/b", "x"), Ok());
  EXPECT_EQ(fs::status(folder + "/root/a/b").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(folder + "/root/a").permissions(), fs::perms::owner_all);
}

TEST_F(Local, NothingLeadsOutOfTheFolder) {  // 39
  const std::string root = folder + "/root";
  fs::create_directory_symlink(folder + "/outside", root + "/dir");
  fs::create_directory_symlink("../outside", root + "/relative");
  fs::create_symlink(folder + "/outside/secret", root + "/link");
  fs::create_hard_link(folder + "/outside/secret", root + "/hard");
  ASSERT_EQ(::mkfifo((root + "/fifo").c_str(), 0600), 0);
  const auto store = open(root);
  for (const char* key : {"dir/secret", "relative/secret", "link", "fifo"}) {
    SCOPED_TRACE(key);
    EXPECT_FALSE(store->stat(key).ok());
    EXPECT_FALSE(store->get(key).ok());
    EXPECT_FALSE(store->copy(key, "copied").ok());
    EXPECT_FALSE(store->url("GET", key).ok());
  }
  EXPECT_THAT(store->get("dir/secret"), Fails(without_openat2 ? RUSHES_E_NOT_FOUND : RUSHES_E_DENIED));
  EXPECT_THAT(store->get("link"), Fails(RUSHES_E_DENIED));
  EXPECT_FALSE(store->put("dir/new", "x").ok());
  EXPECT_FALSE(store->put("relative/secret", "x").ok());
  EXPECT_FALSE(store->remove("dir/secret").ok() && !fs::exists(folder + "/outside/secret"));
  EXPECT_FALSE(store->remove("fifo").ok());
  // A put replaces the name, never what it points at.
  EXPECT_THAT(store->put("link", "x"), Ok());
  EXPECT_THAT(store->put("hard", "x"), Ok());
  EXPECT_EQ(text_of(folder + "/outside/secret"), "secret");
  EXPECT_FALSE(fs::exists(folder + "/outside/new"));
  for (const char* key : {".rushes-tmp/x", ".rushes-tmp", ".rushes-meta/x", ".rushes-tmp/lock"}) {
    EXPECT_THAT(store->put(key, "x"), Fails(RUSHES_E_INVALID)) << key;
    EXPECT_THAT(store->get(key), Fails(RUSHES_E_INVALID)) << key;
    EXPECT_THAT(store->remove(key), Fails(RUSHES_E_INVALID)) << key;
  }
  EXPECT_THAT(store->all(), testing::ElementsAre("hard", "link"));
}

TEST_F(Local, AFileHoldsNoFilesAndAFolderNoBytes) {
  const auto store = open(folder + "/root");
  ASSERT_THAT(store->put("a", "x"), Ok());
  ASSERT_THAT(store->put("b/c", "x"), Ok());
  EXPECT_THAT(store->put("a/b", "x"), Fails(RUSHES_E_INVALID));
  EXPECT_THAT(store->put("b", "x"), Fails(RUSHES_E_INVALID));
  EXPECT_THAT(store->put("b", "x", {.if_absent = true}), testing::Not(Ok()));
  EXPECT_EQ(store->get("a").bytes, "x");
  EXPECT_EQ(store->get("b/c").bytes, "x");
}

// A link to the outside takes the place of a folder again and again while objects below it are written and read.
TEST_F(Local, ALinkSwappedInMidWayLeadsNowhere) {  // 40
  const std::string root = folder + "/root";
  fs::create_directory(root + "/d");
  fs::create_directory_symlink(folder + "/outside", root + "/evil");
  const auto store = open(root);
  ASSERT_THAT(store->put("d/secret", "inside"), Ok());
  std::atomic<bool> done = false;
  std::jthread swapper([&] {
    while (!done) ::renameat2(AT_FDCWD, (root + "/d").c_str(), AT_FDCWD, (root + "/evil").c_str(), RENAME_EXCHANGE);
  });
  int escaped = 0, worked = 0;
  for (int i = 0; i < 5000; ++i) {
    const Outcome got = store->get("d/secret");
    escaped += got.bytes.find("secret") != std::string::npos;
    worked += got.ok();
    store->put("d/new", "x");
    if (i % 10 == 0) store->remove("d/secret"), store->put("d/secret", "inside");
  }
  done = true;
  swapper.join();
  EXPECT_EQ(escaped, 0);
  EXPECT_GT(worked, 0);
  EXPECT_EQ(text_of(folder + "/outside/secret"), "secret");
  EXPECT_FALSE(fs::exists(folder + "/outside/new"));
}

TEST_F(Local, AFullDiskLeavesNothingBehind) {  // 43
  const std::string disk = folder + "/disk";
  fs::create_directory(disk);
  if (::mount("none", disk.c_str(), "tmpfs", 0, "size=1m") != 0) GTEST_SKIP() << "no right to mount a small disk";
  {
    const auto store = open(disk);
    EXPECT_THAT(store->put("small", std::string(100'000, 's')), Ok());
    const Outcome out = store->put("large", std::string(5'000'000, 'l'), {.piece = 65536});
    EXPECT_THAT(out, Fails(RUSHES_E_QUOTA));
    EXPECT_THAT(out.message, HasSubstr("no space"));
    EXPECT_THAT(store->copy("small", "a1"), Ok());
    EXPECT_THAT(store->all(), testing::ElementsAre("a1", "small"));
    EXPECT_EQ(store->sweep(0), 0u);
    EXPECT_THAT(store->put("after", std::string(500'000, 'a')), Ok());
  }
  EXPECT_EQ(::umount2(disk.c_str(), MNT_DETACH), 0);
}

TEST_F(Local, AReadOnlyFolderIsReadAndDeniesWrites) {  // 44
  const std::string root = folder + "/root";
  std::ofstream(root + "/k") << "bytes";
  fs::permissions(folder, fs::perms(0755));
  fs::permissions(root, fs::perms(0555));
  fs::permissions(root + "/k", fs::perms(0444));
  const bool super = ::geteuid() == 0;
  const auto store = open(root);
  if (super) {
    ASSERT_EQ(::seteuid(65534), 0);
  }
  const Outcome got = store->get("k"), put = store->put("k", "x"), copy = store->copy("k", "l"),
                removed = store->remove("k");
  if (super) {
    ASSERT_EQ(::seteuid(0), 0);
  }
  EXPECT_EQ(got.bytes, "bytes");
  EXPECT_THAT(put, Fails(RUSHES_E_DENIED));
  EXPECT_THAT(copy, Fails(RUSHES_E_DENIED));
  EXPECT_THAT(removed, Fails(RUSHES_E_DENIED));
  EXPECT_EQ(text_of(root + "/k"), "bytes");
}

TEST_F(Local, AFileThatSomebodyElseChangedIsNoticed) {
  const auto store = open(folder + "/root");
  const std::string version = store->put("k", "0123456789").info.version;
  Outcome out;
  rushes_reader* reader = store->open("k", nullptr, out);
  ASSERT_TRUE(reader);
  std::ofstream(folder + "/root/k", std::ios::in) << "xx";
  char bytes[4];
  rushes_error error = blank_error();
  EXPECT_EQ(reader->read_at(reader, nullptr, 0, bytes, 4, &error), RUSHES_E_CONFLICT);
  reader->close(reader);
  const Outcome now = store->stat("k");
  EXPECT_NE(now.info.version, version);
  EXPECT_EQ(now.info.has_sha256, 0u);  // the digest was of other bytes
}

}  // namespace
}  // namespace storage_suite
