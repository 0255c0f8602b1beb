// The smallest storage: objects in memory, gone with the instance.
#include <rushes/storage.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>

namespace {

using namespace rushes;

struct Object {
  std::string bytes;
  ObjectInfo info;
};
using Shared = std::shared_ptr<const Object>;  // readers keep the version they opened

struct Memory : Storage<Memory> {
  static constexpr PluginSpec spec{.id = "org.rushes.example.memory",
                                   .name = "Memory",
                                   .description = "Objects in memory.",
                                   .traits = RUSHES_TRAIT_CONCURRENT,
                                   .inputs = 0};
  static constexpr std::uint32_t caps =
      RUSHES_ST_CREATE_ONLY | RUSHES_ST_REPLACE_IF | RUSHES_ST_METADATA | RUSHES_ST_SERVER_COPY;

  std::mutex mutex;
  std::map<std::string, Shared, std::less<>> objects;
  std::uint64_t last_version = 0;

  Shared find(std::string_view key, const char* version = nullptr) {
    const std::lock_guard lock(mutex);
    const auto it = objects.find(key);
    if (it == objects.end()) throw Failure(RUSHES_E_NOT_FOUND, "no object " + std::string(key));
    if (version && it->second->info.version != version)
      throw Failure(RUSHES_E_CONFLICT, std::string(key) + " was changed");
    return it->second;
  }
  ObjectInfo store(std::string_view key, const PutOptions& put, std::string bytes) {
    if (put.length >= 0 && bytes.size() != static_cast<std::uint64_t>(put.length))
      throw Failure(RUSHES_E_INVALID, "the length is not what was announced");
    const std::lock_guard lock(mutex);
    const auto it = objects.find(key);
    if (put.if_absent && it != objects.end()) throw Failure(RUSHES_E_EXISTS, std::string(key) + " exists");
    if (put.if_version && (it == objects.end() || it->second->info.version != *put.if_version))
      throw Failure(RUSHES_E_CONFLICT, std::string(key) + " was changed");
    const std::int64_t now = std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
    ObjectInfo info{bytes.size(), now, std::to_string(++last_version), put.content_type, put.metadata, {}};
    objects[std::string(key)] = std::make_shared<Object>(Object{std::move(bytes), info});
    return info;
  }

  struct MemoryReader : Reader {
    Shared object;
    explicit MemoryReader(Shared o) : object(std::move(o)) {}
    std::uint64_t length() const override { return object->bytes.size(); }
    std::size_t read_at(std::uint64_t offset, void* data, std::size_t size, const rushes_call*) override {
      return object->bytes.copy(static_cast<char*>(data), size, offset);
    }
  };
  struct MemoryUpload : Upload {
    Memory& memory;
    std::string key, bytes;
    PutOptions put;
    MemoryUpload(Memory& m, std::string_view k, PutOptions p) : memory(m), key(k), put(std::move(p)) {}
    void write(const void* data, std::size_t size, const rushes_call* call) override {
      for (std::size_t n = 0, at = 0; at < size; at += n)
        check_cancelled(call),
            bytes.append(static_cast<const char*>(data) + at, n = std::min<std::size_t>(size - at, 1 << 20));
    }
    ObjectInfo commit(const rushes_call* call) override {
      return check_cancelled(call), memory.store(key, put, std::move(bytes));
    }
  };

  void configure(const Settings&) {}
  ObjectInfo stat(std::string_view key, const rushes_call*) { return find(key)->info; }
  std::unique_ptr<Reader> open(std::string_view key, const char* version, const rushes_call*) {
    return std::make_unique<MemoryReader>(find(key, version));
  }
  std::unique_ptr<Upload> create(std::string_view key, const PutOptions& put, const rushes_call*) {
    return std::make_unique<MemoryUpload>(*this, key, put);
  }
  void remove(std::string_view key, const char* version, const rushes_call*) {
    const std::lock_guard lock(mutex);
    const auto it = objects.find(key);
    if (it == objects.end()) return;
    if (version && it->second->info.version != version)
      throw Failure(RUSHES_E_CONFLICT, std::string(key) + " was changed");
    objects.erase(it);
  }
  ObjectInfo copy(std::string_view from, std::string_view to, PutOptions put, const rushes_call*) {
    const Shared source = find(from);
    if (put.content_type.empty()) put.content_type = source->info.content_type;
    if (put.metadata.empty()) put.metadata = source->info.metadata;
    return store(to, put, source->bytes);
  }
  ListPage list(const ListQuery& q, const rushes_call*) {
    const std::lock_guard lock(mutex);
    ListPage page;
    for (auto it = objects.lower_bound(q.prefix); it != objects.end() && it->first.starts_with(q.prefix); ++it) {
      const auto& [key, object] = *it;
      const auto cut = q.delimiter.empty() ? std::string::npos : key.find('/', q.prefix.size());
      ListPage::Item item{key.substr(0, cut == std::string::npos ? cut : cut + 1), cut != std::string::npos,
                          object->info.length, object->info.mtime_ns, object->info.version};
      if (item.key <= q.after || (!page.items.empty() && page.items.back().key == item.key)) continue;
      if (page.items.size() == q.limit) return page.next = page.items.back().key, page;
      page.items.push_back(std::move(item));
    }
    return page;
  }
};

}  // namespace

RUSHES_PLUGINS(Memory);
