#include "core/base/hash.hpp"

#define XXH_STATIC_LINKING_ONLY
#include <openssl/evp.h>
#include <xxhash.h>

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <vector>

namespace rushes {

std::string to_string(const Key& key) {
  char text[40];
  std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(key.high),
                static_cast<unsigned long long>(key.low));
  return text;
}

struct Hasher::State {
  XXH3_state_t* xxh = XXH3_createState();
  ~State() { XXH3_freeState(xxh); }
};

Hasher::Hasher() : state_(std::make_unique<State>()) { XXH3_128bits_reset(state_->xxh); }
Hasher::~Hasher() = default;

Hasher& Hasher::bytes(const void* data, std::size_t size) {
  if (size) XXH3_128bits_update(state_->xxh, data, size);
  return *this;
}

Hasher& Hasher::add(std::string_view text) {
  add(text.size());
  return bytes(text.data(), text.size());
}

Hasher& Hasher::add(double value) {
  if (value == 0) value = 0;
  if (std::isnan(value)) value = std::numeric_limits<double>::quiet_NaN();
  return bytes(&value, sizeof value);
}

Key Hasher::key() const {
  const XXH128_hash_t h = XXH3_128bits_digest(state_->xxh);
  return {h.high64, h.low64};
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_), EVP_sha256(), nullptr);
}
Sha256::~Sha256() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }
void Sha256::add(const void* data, std::size_t size) {
  EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), data, size);
}
Digest Sha256::digest() {
  Digest out{};
  unsigned n = 0;
  EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_), out.data(), &n);
  return out;
}

std::string hex(const Digest& digest) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t b : digest) {
    out += digits[b >> 4];
    out += digits[b & 15];
  }
  return out;
}

Digest sha256(std::string_view data) {
  Sha256 h;
  h.add(data.data(), data.size());
  return h.digest();
}

Result<Digest> sha256_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file)
    return Error{errno == ENOENT ? Errc::not_found : Errc::io, "cannot open " + path + ": " + std::strerror(errno)};
  Sha256 h;
  std::vector<char> block(1 << 20);
  while (const std::size_t n = std::fread(block.data(), 1, block.size(), file.get())) h.add(block.data(), n);
  if (std::ferror(file.get())) return Error{Errc::io, "cannot read " + path + ": " + std::strerror(errno)};
  return h.digest();
}

}  // namespace rushes
