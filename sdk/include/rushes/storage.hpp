// Storage in C++.  SPDX-License-Identifier: MIT
#pragma once

#include <rushes/plugin.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rushes {

using Sha256 = std::array<std::uint8_t, 32>;

struct ObjectInfo {
  std::uint64_t length = 0;
  std::int64_t mtime_ns = 0;  // since 1970, UTC
  std::string version;        // at most 127 bytes, opaque
  std::string content_type;   // at most 127 bytes
  std::string metadata;       // JSON object of strings; empty = none
  std::optional<Sha256> sha256;
};

struct PutOptions {
  bool if_absent = false;
  std::optional<std::string> if_version;
  std::string content_type;  // never empty in create; in copy empty = as the source
  std::string metadata;      // empty = none (in copy: as the source)
  std::int64_t length = -1;  // -1 = unknown
  std::optional<Sha256> sha256;
};

// One version of an object. read_at comes from several threads at once.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual std::uint64_t length() const = 0;
  // Fewer bytes than asked for only at the end. Failure RUSHES_E_CONFLICT: the object was replaced.
  virtual std::size_t read_at(std::uint64_t offset, void* data, std::size_t size, const rushes_call* call) = 0;
};

// An object in the making. Destroyed without commit: nothing is left of it.
class Upload {
 public:
  virtual ~Upload() = default;
  virtual std::uint64_t part_size() const { return 1u << 20; }  // a good size for write
  virtual std::uint64_t resumed_at() const { return 0; }
  virtual void write(const void* data, std::size_t size, const rushes_call* call) = 0;
  // What resume needs in a later process. Destroying the upload aborts it all the same: only a crash leaves it to resume.
  virtual std::string state() { throw Failure(RUSHES_E_UNSUPPORTED, "this storage cannot go on with an upload later"); }
  virtual ObjectInfo commit(const rushes_call* call) = 0;
};

struct ListQuery {
  std::string_view prefix, delimiter, after;
  std::uint32_t limit;  // at least 1
};
struct ListPage {
  struct Item {
    std::string key;  // or a prefix, which ends in the delimiter
    bool is_prefix = false;
    std::uint64_t length = 0;
    std::int64_t mtime_ns = 0;
    std::string version;
  };
  std::vector<Item> items;  // in byte order
  std::string next;         // empty = the last page
};

// ---- the rule of keys, alike for every storage ---------------------------------------------------------------------

namespace detail {

// nullptr when `text` is UTF-8 without control characters and backslashes, else what is wrong with it.
inline const char* text_fault(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    const unsigned c = byte(i);
    const std::size_t more = c < 0x80 ? 0 : c >> 5 == 6 ? 1 : c >> 4 == 14 ? 2 : c >> 3 == 30 ? 3 : 4;
    if (more == 4 || text.size() - i <= more) return "is not UTF-8";
    std::uint32_t code = more == 0 ? c : c & (0x3Fu >> more);
    for (std::size_t k = 1; k <= more; ++k) {
      if (byte(i + k) >> 6 != 2) return "is not UTF-8";
      code = code << 6 | (byte(i + k) & 0x3F);
    }
    constexpr std::uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (code < least[more] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return "is not UTF-8";
    if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return "holds a control character";
    if (code == '\\') return "holds a backslash";
    i += more + 1;
  }
  return nullptr;
}

inline const char* segments_fault(std::string_view text) {
  for (;;) {
    const auto slash = text.find('/');
    const auto segment = text.substr(0, slash);
    if (segment.empty()) return "has an empty segment, or a / at an end";
    if (segment.size() > 255) return "has a segment of more than 255 bytes";
    if (segment.back() == '.') return "has a segment that ends in a dot";
    if (slash == text.npos) return nullptr;
    text = text.substr(slash + 1);
  }
}

// nullptr when `text` is a JSON object of strings.
inline const char* metadata_fault(std::string_view text) {
  std::size_t i = 0;
  const auto space = [&] {
    while (i < text.size() && (text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r')) ++i;
  };
  const auto take = [&](char c) {
    space();
    return i < text.size() && text[i] == c ? (++i, true) : false;
  };
  const auto string = [&] {
    if (!take('"')) return false;
    const std::size_t from = i;
    for (; i < text.size() && text[i] != '"'; ++i)
      if (text[i] == '\\') {
        const std::size_t digits = ++i < text.size() && text[i] == 'u' ? 4 : 0;
        if (i >= text.size() || (!digits && std::string_view("\"\\/bfnrt").find(text[i]) == std::string_view::npos))
          return false;
        for (std::size_t k = 0; k < digits; ++k)
          if (++i >= text.size() || std::string_view("0123456789abcdefABCDEF").find(text[i]) == std::string_view::npos)
            return false;
      }
    std::string plain(text.substr(from, i - from));
    std::erase(plain, '\\');
    return take('"') && !text_fault(plain);
  };
  constexpr const char* fault = "must be a JSON object of strings";
  if (!take('{')) return fault;
  if (!take('}')) {
    do {
      if (!string() || !take(':') || !string()) return fault;
    } while (take(','));
    if (!take('}')) return fault;
  }
  space();
  return i == text.size() ? nullptr : fault;
}

inline std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (u < 0x20) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", u);
      out += code;
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace detail

// nullptr when the key is good, else what is wrong with it.
inline const char* key_fault(std::string_view key) {
  if (key.empty()) return "is empty";
  if (key.size() > 1024) return "is longer than 1024 bytes";
  if (const char* fault = detail::text_fault(key)) return fault;
  return detail::segments_fault(key);
}

// A prefix may be empty and may end anywhere in a key.
inline const char* prefix_fault(std::string_view prefix) {
  if (prefix.size() > 1024) return "is longer than 1024 bytes";
  if (const char* fault = detail::text_fault(prefix)) return fault;
  const auto slash = prefix.rfind('/');
  return slash == prefix.npos ? nullptr : detail::segments_fault(prefix.substr(0, slash));
}

// The media type that a key's extension stands for.
inline const char* type_by_name(std::string_view key) {
  constexpr struct {
    std::string_view end;
    const char* type;
  } types[] = {{".mp4", "video/mp4"},         {".m4v", "video/mp4"},
               {".mov", "video/quicktime"},   {".mkv", "video/x-matroska"},
               {".webm", "video/webm"},       {".avi", "video/x-msvideo"},
               {".png", "image/png"},         {".jpg", "image/jpeg"},
               {".jpeg", "image/jpeg"},       {".gif", "image/gif"},
               {".webp", "image/webp"},       {".tif", "image/tiff"},
               {".tiff", "image/tiff"},       {".exr", "image/x-exr"},
               {".wav", "audio/wav"},         {".flac", "audio/flac"},
               {".mp3", "audio/mpeg"},        {".m4a", "audio/mp4"},
               {".ogg", "audio/ogg"},         {".opus", "audio/ogg"},
               {".json", "application/json"}, {".srt", "application/x-subrip"},
               {".vtt", "text/vtt"},          {".txt", "text/plain"}};
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  for (const auto& t : types) {
    if (key.size() <= t.end.size()) continue;
    const auto end = key.substr(key.size() - t.end.size());
    bool same = true;
    for (std::size_t i = 0; i < end.size(); ++i) same = same && lower(end[i]) == t.end[i];
    if (same) return t.type;
  }
  return "application/octet-stream";
}

// ---- what the author's class stands on ------------------------------------------------------------------------------

// T gives: `spec`, `params`, `static constexpr std::uint32_t caps` (RUSHES_ST_*);
//   void configure(const Settings&);
//   ObjectInfo stat(std::string_view key, const rushes_call*);
//   std::unique_ptr<Reader> open(std::string_view key, const char* if_version, const rushes_call*);   if_version may be null
//   std::unique_ptr<Upload> create(std::string_view key, const PutOptions&, const rushes_call*);
//   void remove(std::string_view key, const char* if_version, const rushes_call*);
//   ObjectInfo copy(std::string_view from, std::string_view to, const PutOptions&, const rushes_call*);
//   ListPage list(const ListQuery&, const rushes_call*);
//   optionally std::unique_ptr<Upload> resume(std::string_view state, const rushes_call*);
//   std::string url(std::string_view method, std::string_view key, std::uint32_t expires_s, const PutOptions&, std::string_view file_name);
//   std::uint64_t sweep(std::uint64_t older_than_s, const rushes_call*);
// Keys, prefixes, content types and metadata are checked before. All but configure come from several threads at once.
template <class T>
struct Storage : PluginBase {
  static constexpr std::int32_t kind = RUSHES_KIND_STORAGE;
  using Settings = Values<T>;

  static constexpr char tables = 0;
  static const void* interface_for(const char* id) noexcept {
    static const rushes_storage table = make();
    return std::strcmp(id, RUSHES_STORAGE) == 0 ? &table : nullptr;
  }

 private:
  struct ReaderBox : rushes_reader {
    std::unique_ptr<Reader> reader;
  };
  struct UploadBox : rushes_upload {
    std::unique_ptr<Upload> upload;
  };

  static std::string_view good_key(const char* key) {
    const char* fault = key ? key_fault(key) : "is missing";
    if (fault) throw Failure(RUSHES_E_INVALID, std::string("the key ") + fault);
    return key;
  }
  static std::string text(const char* s) { return s ? s : ""; }
  static PutOptions options(const rushes_put_options* o) {
    PutOptions out;
    if (RUSHES_HAS(rushes_put_options, o, if_absent)) out.if_absent = o->if_absent != 0;
    if (RUSHES_HAS(rushes_put_options, o, if_version) && o->if_version) out.if_version = o->if_version;
    if (RUSHES_HAS(rushes_put_options, o, content_type)) out.content_type = text(o->content_type);
    if (RUSHES_HAS(rushes_put_options, o, metadata)) out.metadata = text(o->metadata);
    if (RUSHES_HAS(rushes_put_options, o, length)) out.length = o->length;
    if (RUSHES_HAS(rushes_put_options, o, has_sha256) && o->has_sha256)
      std::memcpy(out.sha256.emplace().data(), o->sha256, 32);
    if (out.metadata.size() > 2048) throw Failure(RUSHES_E_INVALID, "the metadata are larger than 2 KiB");
    if (const char* fault = out.metadata.empty() ? nullptr : detail::metadata_fault(out.metadata))
      throw Failure(RUSHES_E_INVALID, std::string("the metadata ") + fault);
    if (out.content_type.size() > 127) throw Failure(RUSHES_E_INVALID, "the content type is longer than 127 bytes");
    if (detail::text_fault(out.content_type)) throw Failure(RUSHES_E_INVALID, "the content type is no plain text");
    return out;
  }
  static void give(rushes_object_info* out, const ObjectInfo& o) {
    if (!out) return;
    rushes_object_info i{};
    i.size = out->size;
    i.length = o.length;
    i.mtime_ns = o.mtime_ns;
    std::snprintf(i.version, sizeof i.version, "%s", o.version.c_str());
    std::snprintf(i.content_type, sizeof i.content_type, "%s", o.content_type.c_str());
    std::snprintf(i.metadata, sizeof i.metadata, "%s", o.metadata.c_str());
    i.has_sha256 = o.sha256.has_value();
    if (o.sha256) std::memcpy(i.sha256, o.sha256->data(), 32);
    std::memcpy(static_cast<void*>(out), &i, out->size < sizeof i ? out->size : sizeof i);
  }
  static void give(rushes_upload** out, std::unique_ptr<Upload> upload) {
    auto box = std::make_unique<UploadBox>();
    static_cast<rushes_upload&>(*box) = {
        sizeof(rushes_upload),
        0,
        nullptr,
        upload->part_size(),
        [](rushes_upload* u, const rushes_call* call, const void* data, std::uint64_t size,
           rushes_error* error) noexcept {
          return guarded(
              error, [&] { static_cast<UploadBox*>(u)->upload->write(data, static_cast<std::size_t>(size), call); });
        },
        [](rushes_upload* u, const rushes_sink* sink, rushes_error* error) noexcept {
          return guarded(error, [&] { rushes::write(sink, static_cast<UploadBox*>(u)->upload->state()); });
        },
        [](rushes_upload* u, const rushes_call* call, rushes_object_info* info, rushes_error* error) noexcept {
          const std::unique_ptr<UploadBox> mine(static_cast<UploadBox*>(u));
          return guarded(error, [&] { give(info, mine->upload->commit(call)); });
        },
        [](rushes_upload* u) noexcept { delete static_cast<UploadBox*>(u); },
        upload->resumed_at()};
    box->upload = std::move(upload);
    *out = box.release();
  }
  static void give(const rushes_sink* ndjson, const rushes_sink* next, const ListPage& page) {
    std::string lines;
    for (const auto& i : page.items) {
      if (i.is_prefix)
        lines += "{\"prefix\":" + detail::json_string(i.key) + "}\n";
      else
        lines += "{\"key\":" + detail::json_string(i.key) + ",\"length\":" + std::to_string(i.length) +
                 ",\"version\":" + detail::json_string(i.version) + ",\"mtime_ns\":" + std::to_string(i.mtime_ns) +
                 "}\n";
    }
    if (!lines.empty()) rushes::write(ndjson, lines);
    if (!page.next.empty()) rushes::write(next, page.next);
  }

  static rushes_storage make() {
    rushes_storage s{};
    s.size = sizeof s;
    s.caps = T::caps;
    s.configure = [](rushes_instance* i, const rushes_value* params, std::uint32_t n, rushes_error* error) noexcept {
      return guarded(error, [&] { detail::self<T>(i).configure(Settings{params, n}); });
    };
    s.stat = [](rushes_instance* i, const rushes_call* call, const char* key, rushes_object_info* info,
                rushes_error* error) noexcept {
      return guarded(error, [&] { give(info, detail::self<T>(i).stat(good_key(key), call)); });
    };
    s.open = [](rushes_instance* i, const rushes_call* call, const char* key, const char* if_version,
                rushes_reader** out, rushes_error* error) noexcept {
      return guarded(error, [&] {
        auto box = std::make_unique<ReaderBox>();
        box->reader = detail::self<T>(i).open(good_key(key), if_version, call);
        static_cast<rushes_reader&>(*box) = {
            sizeof(rushes_reader),
            0,
            nullptr,
            box->reader->length(),
            [](rushes_reader* r, const rushes_call* c, std::uint64_t offset, void* data, std::uint64_t size,
               rushes_error* e) noexcept -> std::int64_t {
              std::int64_t n = 0;
              const rushes_status status = guarded(e, [&]() -> rushes_status {
                if (offset > r->length) throw Failure(RUSHES_E_INVALID, "the offset lies behind the end of the object");
                if (size > r->length - offset) size = r->length - offset;
                if (size)
                  n = static_cast<std::int64_t>(
                      static_cast<ReaderBox*>(r)->reader->read_at(offset, data, static_cast<std::size_t>(size), c));
                return RUSHES_OK;
              });
              return status < 0 ? status : n;
            },
            [](rushes_reader* r) noexcept { delete static_cast<ReaderBox*>(r); }};
        *out = box.release();
      });
    };
    s.create = [](rushes_instance* i, const rushes_call* call, const char* key, const rushes_put_options* o,
                  rushes_upload** out, rushes_error* error) noexcept {
      return guarded(error, [&] {
        PutOptions put = options(o);
        if (put.content_type.empty()) put.content_type = type_by_name(good_key(key));
        give(out, detail::self<T>(i).create(good_key(key), put, call));
      });
    };
    if constexpr (requires(T t, const rushes_call* c) { t.resume(std::string_view(), c); })
      s.resume = [](rushes_instance* i, const rushes_call* call, rushes_bytes state, rushes_upload** out,
                    rushes_error* error) noexcept {
        return guarded(error, [&] {
          give(out, detail::self<T>(i).resume(
                        {static_cast<const char*>(state.data), static_cast<std::size_t>(state.len)}, call));
        });
      };
    s.remove = [](rushes_instance* i, const rushes_call* call, const char* key, const char* if_version,
                  rushes_error* error) noexcept {
      return guarded(error, [&] { detail::self<T>(i).remove(good_key(key), if_version, call); });
    };
    s.copy = [](rushes_instance* i, const rushes_call* call, const char* from, const char* to,
                const rushes_put_options* o, rushes_object_info* info, rushes_error* error) noexcept {
      return guarded(error,
                     [&] { give(info, detail::self<T>(i).copy(good_key(from), good_key(to), options(o), call)); });
    };
    s.list = [](rushes_instance* i, const rushes_call* call, const char* prefix, const char* delimiter,
                const char* after, std::uint32_t limit, const rushes_sink* ndjson, const rushes_sink* next,
                rushes_error* error) noexcept {
      return guarded(error, [&] {
        const ListQuery query{prefix ? prefix : "", delimiter ? delimiter : "", after ? after : "",
                              limit ? limit : 1000};
        if (const char* fault = prefix_fault(query.prefix))
          throw Failure(RUSHES_E_INVALID, std::string("the prefix ") + fault);
        if (!query.delimiter.empty() && query.delimiter != "/")
          throw Failure(RUSHES_E_INVALID, "the delimiter must be / or empty");
        give(ndjson, next, detail::self<T>(i).list(query, call));
      });
    };
    s.url = [](rushes_instance* i, const rushes_call*, const char* method, const char* key, std::uint32_t expires_s,
               const rushes_put_options* o, const char* file_name, const rushes_sink* json,
               rushes_error* error) noexcept {
      return guarded(error, [&] {
        good_key(key);
        if constexpr (requires(T t, const PutOptions& p) {
                        t.url(std::string_view(), std::string_view(), 0u, p, std::string_view());
                      })
          rushes::write(json, detail::self<T>(i).url(text(method), key, expires_s, options(o), text(file_name)));
        else
          throw Failure(RUSHES_E_UNSUPPORTED, "this storage gives no URLs");
      });
    };
    s.sweep = [](rushes_instance* i, const rushes_call* call, std::uint64_t older_than_s, std::uint64_t* swept,
                 rushes_error* error) noexcept {
      return guarded(error, [&] {
        std::uint64_t n = 0;
        if constexpr (requires(T t, const rushes_call* c) { t.sweep(std::uint64_t{}, c); })
          n = detail::self<T>(i).sweep(older_than_s, call);
        if (swept) *swept = n;
      });
    };
    return s;
  }
};

}  // namespace rushes
