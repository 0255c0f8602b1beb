// The storage under test, reached through the ABI alone, and the providers the suite runs on.
#pragma once

#include "core/graph/plugin_library.hpp"

#include <rushes/abi/storage.h>

#include <gmock/gmock.h>

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace storage_suite {

struct Param {
  std::string id;
  double number = 0;
  std::string text;
};

// One line of the suite: a plugin and how to give it a fresh empty place.
struct Provider {
  std::string name;    // of the CTest names
  std::string plugin;  // its id
  std::function<std::vector<Param>(const std::string& folder)>
      params;  // `folder` is a temporary one, for those that need it
};
const std::vector<Provider>& providers();
void PrintTo(const Provider& p, std::ostream* out);

// What a call answered.
struct Outcome {
  rushes_status status = RUSHES_OK;
  std::string message;
  rushes_object_info info{};
  std::string bytes;
  bool ok() const { return status == RUSHES_OK; }
};
inline void PrintTo(const Outcome& o, std::ostream* out) {
  *out << "status " << o.status << " \"" << o.message << "\"";
}
MATCHER(Ok, "") { return arg.status == RUSHES_OK; }
MATCHER_P(Fails, status, "") { return arg.status == status && !arg.message.empty(); }

struct Put {
  bool if_absent = false;
  std::optional<std::string> if_version = {};
  const char* content_type = nullptr;
  const char* metadata = nullptr;
  std::int64_t length = -1;
  std::optional<std::string> sha256 = {};  // 32 bytes
  std::size_t piece = 0;                   // bytes per write; 0 = all at once
};

struct Listed {
  std::string key;
  bool is_prefix = false;
  std::uint64_t length = 0;
  std::string version;
};
struct Page {
  std::vector<Listed> items;
  std::string next;
};

// A loaded plugin library; stores of one Loaded share it.
class Loaded {
 public:
  Loaded();
  ~Loaded();
  rushes::LoadedPlugin plugin(const std::string& id);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// One configured instance.
class Store {
 public:
  Store(Loaded& loaded, const std::string& plugin, const std::vector<Param>& params);

  const rushes_storage& table() const { return *table_; }
  rushes_instance* raw() const { return instance_->raw(); }
  bool can(std::uint32_t cap) const { return (table_->caps & cap) != 0; }
  const Outcome& configured() const { return configured_; }

  Outcome put(const std::string& key, const std::string& bytes, const Put& options = {},
              const rushes_call* call = nullptr) const;
  rushes_upload* begin(const std::string& key, const Put& options, Outcome& out) const;
  Outcome stat(const std::string& key) const;
  Outcome get(const std::string& key, const char* if_version = nullptr) const;  // the whole object
  rushes_reader* open(const std::string& key, const char* if_version, Outcome& out) const;
  Outcome remove(const std::string& key, const char* if_version = nullptr) const;
  Outcome copy(const std::string& from, const std::string& to, const Put& options = {}) const;
  Outcome list(const std::string& prefix, const std::string& delimiter, const std::string& after, std::uint32_t limit,
               Page& page) const;
  Outcome url(const std::string& method, const std::string& key) const;  // JSON in bytes
  std::uint64_t sweep(std::uint64_t older_than_s) const;
  // Every key (and prefix) page by page; fails the test when a page does.
  std::vector<std::string> all(const std::string& prefix = "", const std::string& delimiter = "",
                               std::uint32_t limit = 100) const;

 private:
  std::optional<rushes::PluginInstance> instance_;
  const rushes_storage* table_ = nullptr;
  Outcome configured_;
};

// Fixture: each test has a fresh empty place.
class StorageTest : public testing::TestWithParam<Provider> {
 protected:
  void SetUp() override;
  void TearDown() override;
  std::unique_ptr<Store> another() { return std::make_unique<Store>(*loaded, GetParam().plugin, params); }

  std::string folder;  // temporary
  std::vector<Param> params;
  std::unique_ptr<Loaded> loaded;
  std::unique_ptr<Store> store;
};

// In memory where the machine has a memory file system, so that fsync costs nothing.
std::string make_temporary_folder();
std::string sha256(const std::string& bytes);        // 32 bytes
std::string noise(std::size_t size, unsigned seed);  // the same for the same seed
rushes_error blank_error();

#define FOR_EVERY_STORAGE(Suite)                                                          \
  INSTANTIATE_TEST_SUITE_P(Storage, Suite, testing::ValuesIn(storage_suite::providers()), \
                           [](const auto& tested) { return tested.param.name; })

}  // namespace storage_suite
