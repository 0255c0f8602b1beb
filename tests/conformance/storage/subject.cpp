#include "subject.hpp"

#include "host/plugins/registry.hpp"
#include "host/services/services.hpp"

#include <rushes/plugin.hpp>

#include <openssl/evp.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>

namespace storage_suite {
namespace fs = std::filesystem;

struct Loaded::State {
  rushes::host::Services services{{}};
  rushes::host::Registry registry{
      {{PLUGIN_FOLDER, EXAMPLE_FOLDER}, [this](const std::string& id) { return services.host_for(id); }}};
};
Loaded::Loaded() : state_(std::make_unique<State>()) {}
Loaded::~Loaded() = default;
rushes::LoadedPlugin Loaded::plugin(const std::string& id) {
  auto found = state_->registry.find(id);
  if (!found) throw std::runtime_error(found.error().message);
  return *found;
}

rushes_error blank_error() {
  rushes_error e{};
  e.size = sizeof e;
  return e;
}

namespace {

Outcome outcome(rushes_status status, const rushes_error& error) { return {status, error.message, {}, {}}; }

rushes_put_options c_options(const Put& p) {
  rushes_put_options o{};
  o.size = sizeof o;
  o.if_absent = p.if_absent;
  o.if_version = p.if_version ? p.if_version->c_str() : nullptr;
  o.content_type = p.content_type;
  o.metadata = p.metadata;
  o.length = p.length;
  if (p.sha256) {
    o.has_sha256 = 1;
    std::memcpy(o.sha256, p.sha256->data(), 32);
  }
  return o;
}

}  // namespace

Store::Store(Loaded& loaded, const std::string& plugin, const std::vector<Param>& params) {
  const rushes::LoadedPlugin p = loaded.plugin(plugin);
  auto made = rushes::PluginInstance::create(p);
  if (!made) throw std::runtime_error(made.error().message);
  instance_.emplace(*std::move(made));
  table_ = instance_->table<rushes_storage>(RUSHES_STORAGE);
  if (!RUSHES_HAS(rushes_storage, table_, sweep)) throw std::runtime_error(plugin + " has no " RUSHES_STORAGE);
  std::vector<rushes_value> values(p.info->n_params);
  for (std::uint32_t i = 0; i < p.info->n_params; ++i) {
    values[i] = {p.info->params[i]->type,
                 1,
                 {p.info->params[i]->def[0]},
                 {p.info->params[i]->def_text, std::strlen(p.info->params[i]->def_text)}};
    for (const Param& given : params)
      if (given.id == p.info->params[i]->id) {
        values[i].v[0] = given.number;
        values[i].s = {given.text.data(), given.text.size()};
      }
  }
  rushes_error error = blank_error();
  configured_ = outcome(table_->configure(raw(), values.data(), p.info->n_params, &error), error);
}

rushes_upload* Store::begin(const std::string& key, const Put& options, Outcome& out) const {
  const rushes_put_options o = c_options(options);
  rushes_error error = blank_error();
  rushes_upload* upload = nullptr;
  out = outcome(table_->create(raw(), nullptr, key.c_str(), &o, &upload, &error), error);
  return out.ok() ? upload : nullptr;
}

Outcome Store::put(const std::string& key, const std::string& bytes, const Put& options,
                   const rushes_call* call) const {
  Outcome out;
  rushes_upload* upload = begin(key, options, out);
  if (!upload) return out;
  rushes_error error = blank_error();
  const std::size_t piece = options.piece ? options.piece : std::max<std::size_t>(bytes.size(), 1);
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    const rushes_status status =
        upload->write(upload, call, bytes.data() + at, std::min(piece, bytes.size() - at), &error);
    if (status < 0) {
      upload->abort(upload);
      return outcome(status, error);
    }
  }
  rushes_object_info info{};
  info.size = sizeof info;
  out = outcome(upload->commit(upload, call, &info, &error), error);
  out.info = info;
  return out;
}

Outcome Store::stat(const std::string& key) const {
  rushes_error error = blank_error();
  rushes_object_info info{};
  info.size = sizeof info;
  Outcome out = outcome(table_->stat(raw(), nullptr, key.c_str(), &info, &error), error);
  out.info = info;
  return out;
}

rushes_reader* Store::open(const std::string& key, const char* if_version, Outcome& out) const {
  rushes_error error = blank_error();
  rushes_reader* reader = nullptr;
  out = outcome(table_->open(raw(), nullptr, key.c_str(), if_version, &reader, &error), error);
  return out.ok() ? reader : nullptr;
}

Outcome Store::get(const std::string& key, const char* if_version) const {
  Outcome out;
  rushes_reader* reader = open(key, if_version, out);
  if (!reader) return out;
  out.bytes.resize(reader->length);
  rushes_error error = blank_error();
  std::uint64_t done = 0;
  while (done < reader->length) {
    const std::int64_t n =
        reader->read_at(reader, nullptr, done, out.bytes.data() + done, reader->length - done, &error);
    if (n <= 0) {
      out.status = n < 0 ? static_cast<rushes_status>(n) : RUSHES_E_IO;
      out.message = error.message;
      break;
    }
    done += static_cast<std::uint64_t>(n);
  }
  reader->close(reader);
  return out;
}

Outcome Store::remove(const std::string& key, const char* if_version) const {
  rushes_error error = blank_error();
  return outcome(table_->remove(raw(), nullptr, key.c_str(), if_version, &error), error);
}

Outcome Store::copy(const std::string& from, const std::string& to, const Put& options) const {
  const rushes_put_options o = c_options(options);
  rushes_error error = blank_error();
  rushes_object_info info{};
  info.size = sizeof info;
  Outcome out = outcome(table_->copy(raw(), nullptr, from.c_str(), to.c_str(), &o, &info, &error), error);
  out.info = info;
  return out;
}

Outcome Store::list(const std::string& prefix, const std::string& delimiter, const std::string& after,
                    std::uint32_t limit, Page& page) const {
  rushes::StringSink lines, next;
  rushes_error error = blank_error();
  const Outcome out = outcome(
      table_->list(raw(), nullptr, prefix.c_str(), delimiter.c_str(), after.c_str(), limit, &lines, &next, &error),
      error);
  page = {};
  page.next = next.text;
  for (std::string_view rest = lines.text; !rest.empty();) {
    const auto end = rest.find('\n');
    const auto j = nlohmann::json::parse(rest.substr(0, end));
    if (j.contains("prefix"))
      page.items.push_back({j["prefix"], true, 0, {}});
    else
      page.items.push_back({j["key"], false, j["length"], j["version"]});
    rest = end == rest.npos ? std::string_view{} : rest.substr(end + 1);
  }
  return out;
}

std::vector<std::string> Store::all(const std::string& prefix, const std::string& delimiter,
                                    std::uint32_t limit) const {
  std::vector<std::string> keys;
  Page page;
  std::string after;
  do {
    const Outcome out = list(prefix, delimiter, after, limit, page);
    EXPECT_TRUE(out.ok()) << out.message;
    EXPECT_LE(page.items.size(), limit);
    for (const auto& i : page.items) keys.push_back(i.key);
    after = page.next;
  } while (!after.empty() && !testing::Test::HasFailure());
  return keys;
}

Outcome Store::url(const std::string& method, const std::string& key) const {
  rushes::StringSink json;
  rushes_error error = blank_error();
  Outcome out =
      outcome(table_->url(raw(), nullptr, method.c_str(), key.c_str(), 60, nullptr, nullptr, &json, &error), error);
  out.bytes = json.text;
  return out;
}

std::uint64_t Store::sweep(std::uint64_t older_than_s) const {
  rushes_error error = blank_error();
  std::uint64_t n = 0;
  EXPECT_EQ(table_->sweep(raw(), nullptr, older_than_s, &n, &error), RUSHES_OK) << error.message;
  return n;
}

void StorageTest::SetUp() {
  folder = make_temporary_folder();
  params = GetParam().params(folder);
  loaded = std::make_unique<Loaded>();
  store = another();
  ASSERT_TRUE(store->configured().ok()) << store->configured().message;
}
void StorageTest::TearDown() {
  store.reset();
  loaded.reset();
  std::error_code ec;
  fs::remove_all(folder, ec);
}

void PrintTo(const Provider& p, std::ostream* out) { *out << p.name; }

std::string make_temporary_folder() {
  std::string name = (::access("/dev/shm", W_OK) == 0 ? "/dev/shm" : testing::TempDir()) + "/rushes-storage-XXXXXX";
  if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  return name;
}

std::string sha256(const std::string& bytes) {
  std::string out(32, '\0');
  EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(out.data()), nullptr, EVP_sha256(), nullptr);
  return out;
}

std::string noise(std::size_t size, unsigned seed) {
  std::mt19937_64 random(seed);
  std::string out((size + 7) / 8 * 8, '\0');
  for (std::size_t i = 0; i < out.size(); i += 8) {
    const std::uint64_t v = random();
    std::memcpy(out.data() + i, &v, 8);
  }
  out.resize(size);
  return out;
}

}  // namespace storage_suite
