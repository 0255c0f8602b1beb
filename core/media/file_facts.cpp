#include "core/media/file_facts.hpp"

#include <cstring>
#include <type_traits>

namespace rushes::av {

namespace {

// Raised when what is written, or how an index is made, changes.
constexpr int version = 1;

// One list of fields serves both ways: Out writes what In reads. Integers are written seven bits a byte, signed ones
// with their sign lowest, so that small ones are short.
struct Out {
  std::string bytes;
  void number(std::uint64_t v) {
    for (; v >= 128; v >>= 7) bytes.push_back(static_cast<char>(v | 128));
    bytes.push_back(static_cast<char>(v));
  }
  template <class T>
  void value(const T& v) {
    const auto wide = static_cast<std::int64_t>(v);
    number(static_cast<std::uint64_t>(wide) << 1 ^ static_cast<std::uint64_t>(wide >> 63));
  }
  void raw(const void* data, std::size_t size) { bytes.append(static_cast<const char*>(data), size); }
  void text(const std::string& s) {
    number(s.size());
    raw(s.data(), s.size());
  }
  template <class List>
  void length(const List& list) {
    number(list.size());
  }
};

struct In {
  std::string_view bytes;
  bool ok = true;
  std::uint64_t number() {
    std::uint64_t v = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (bytes.empty()) break;
      const auto b = static_cast<unsigned char>(bytes.front());
      bytes.remove_prefix(1);
      v |= static_cast<std::uint64_t>(b & 127) << shift;
      if (b < 128) return v;
    }
    ok = false;
    return 0;
  }
  template <class T>
  void value(T& v) {
    const std::uint64_t u = number();
    v = static_cast<T>(static_cast<std::int64_t>(u >> 1) ^ -static_cast<std::int64_t>(u & 1));
  }
  void raw(void* data, std::size_t size) {
    if (size > bytes.size()) {
      ok = false;
      return;
    }
    std::memcpy(data, bytes.data(), size);
    bytes.remove_prefix(size);
  }
  void text(std::string& s) {
    const std::uint64_t size = number();
    if (size > bytes.size()) {
      ok = false;
      return;
    }
    s.assign(bytes.data(), size);
    bytes.remove_prefix(size);
  }
  // An element takes a byte or more: no length is larger than what is left.
  template <class List>
  void length(List& list) {
    const std::uint64_t size = number();
    if (size > bytes.size()) ok = false;
    list.resize(ok ? size : 0);
  }
};

template <class A, class R>
void ratio(A& a, R& r) {
  a.value(r.num);
  a.value(r.den);
}

template <class A, class V>
void video(A& a, V& v) {
  a.value(v.stream);
  a.text(v.codec);
  a.text(v.profile);
  a.text(v.pixel_format);
  a.value(v.width);
  a.value(v.height);
  a.value(v.rotation);
  a.value(v.mirrored);
  ratio(a, v.pixel_aspect);
  ratio(a, v.rate);
  ratio(a, v.base_rate);
  a.value(v.variable);
  a.value(v.frames);
  a.value(v.first.ticks);
  a.value(v.duration.ticks);
  a.raw(&v.format, sizeof v.format);
  a.value(v.attached_picture);
  a.length(v.side_data);
  for (auto& s : v.side_data) a.text(s);
}

template <class A, class V>
void audio(A& a, V& v) {
  a.value(v.stream);
  a.text(v.codec);
  a.value(v.rate);
  a.value(v.channels);
  a.value(v.layout);
  a.value(v.first.ticks);
  a.value(v.duration.ticks);
  a.text(v.profile);
  a.text(v.sample_format);
  a.value(v.frames);
}

template <class A, class M>
void info(A& a, M& m) {
  a.value(m.kind);
  a.text(m.path);
  a.text(m.container);
  a.value(m.bytes);
  a.value(m.first.ticks);
  a.value(m.duration.ticks);
  a.length(m.video);
  for (auto& v : m.video) video(a, v);
  a.length(m.audio);
  for (auto& v : m.audio) audio(a, v);
  a.value(m.attached_pictures);
  a.value(m.subtitle_streams);
  a.value(m.chapters);
}

void tags(Out& a, const std::map<std::string, std::string>& tags) {
  a.number(tags.size());
  for (const auto& [name, text] : tags) {
    a.text(name);
    a.text(text);
  }
}
void tags(In& a, std::map<std::string, std::string>& tags) {
  for (std::uint64_t n = a.number(); n > 0 && a.ok; --n) {
    std::string name, text;
    a.text(name);
    a.text(text);
    tags.emplace(std::move(name), std::move(text));
  }
}

template <class A, class P>
void parameters(A& a, P& p) {
  a.value(p.codec_type);
  a.value(p.codec_id);
  a.value(p.codec_tag);
  a.value(p.format);
  a.value(p.bit_rate);
  a.value(p.bits_per_coded_sample);
  a.value(p.bits_per_raw_sample);
  a.value(p.profile);
  a.value(p.level);
  a.value(p.width);
  a.value(p.height);
  ratio(a, p.sample_aspect_ratio);
  a.value(p.field_order);
  a.value(p.color_range);
  a.value(p.color_primaries);
  a.value(p.color_trc);
  a.value(p.color_space);
  a.value(p.chroma_location);
  a.value(p.video_delay);
}

// Differences: packets mostly follow one another, and frames their packets.
template <class A, class I>
void index(A& a, I& x) {
  ratio(a, x.time_base);
  a.value(x.end_pts);
  a.value(x.decoded);
  a.length(x.packets);
  const auto differ = [&a](auto& v, std::int64_t from) {
    if constexpr (std::is_same_v<A, Out>) {
      a.value(static_cast<std::int64_t>(static_cast<std::uint64_t>(v) - static_cast<std::uint64_t>(from)));
    } else {
      std::int64_t d = 0;
      a.value(d);
      v = static_cast<std::int64_t>(static_cast<std::uint64_t>(d) + static_cast<std::uint64_t>(from));
    }
  };
  std::int64_t dts = 0, pos = 0;
  for (auto& p : x.packets) {
    differ(p.dts, dts);
    differ(p.pts, p.dts);
    differ(p.pos, pos);
    a.value(p.size);
    a.value(p.key);
    if (p.key) a.value(p.settle);
    dts = p.dts;
    pos = p.pos < 0 ? 0 : p.pos + p.size;
  }
  a.length(x.frames);
  std::int64_t packet = 0;
  for (auto& f : x.frames) {
    differ(f.packet, packet);
    const auto known = static_cast<std::uint64_t>(f.packet) < x.packets.size();
    differ(f.pts, known ? x.packets[static_cast<std::size_t>(f.packet)].pts : 0);
    a.value(f.repeat);
    packet = f.packet + 1;
  }
}

std::string heading() {
  return "rushes facts " + std::to_string(version) + " " + std::to_string(avformat_version()) + " " +
         std::to_string(avcodec_version()) + " " + std::to_string(sizeof(VideoFormat)) + "\n";
}

template <class A, class F>
void head(A& a, F& f) {
  a.raw(&f.content, sizeof f.content);
  info(a, f.info);
  tags(a, f.info.tags);
  a.value(f.video);
}

template <class A, class F>
void stream(A& a, F& f) {
  a.value(f.orientation.rotation);
  a.value(f.orientation.mirrored);
  ratio(a, f.average);
  ratio(a, f.lowest);
}

}  // namespace

std::string to_bytes(const FileFacts& facts) {
  Out out{heading()};
  head(out, facts);
  if (facts.video >= 0) {
    stream(out, facts);
    parameters(out, *facts.parameters);
    out.text({reinterpret_cast<const char*>(facts.parameters->extradata),
              static_cast<std::size_t>(facts.parameters->extradata_size)});
    index(out, *facts.index);
  }
  return std::move(out.bytes);
}

std::optional<FileFacts> facts_from(std::string_view bytes) {
  const std::string expected = heading();
  if (!bytes.starts_with(expected)) return std::nullopt;
  In in{bytes.substr(expected.size())};
  FileFacts facts;
  head(in, facts);
  if (in.ok && facts.video >= 0) {
    stream(in, facts);
    facts.parameters.reset(avcodec_parameters_alloc());
    if (!facts.parameters) return std::nullopt;
    parameters(in, *facts.parameters);
    std::string extra;
    in.text(extra);
    if (!extra.empty()) {
      facts.parameters->extradata = static_cast<std::uint8_t*>(av_mallocz(extra.size() + AV_INPUT_BUFFER_PADDING_SIZE));
      if (!facts.parameters->extradata) return std::nullopt;
      std::memcpy(facts.parameters->extradata, extra.data(), extra.size());
      facts.parameters->extradata_size = static_cast<int>(extra.size());
    }
    auto x = std::make_shared<VideoIndex>();
    index(in, *x);
    if (facts.info.video.empty() || x->frames.empty()) in.ok = false;
    for (const auto& f : x->frames)
      if (f.packet < 0 || f.packet >= static_cast<std::int64_t>(x->packets.size())) in.ok = false;
    if (!in.ok) return std::nullopt;
    x->finish();
    facts.index = std::move(x);
  }
  if (!in.ok || !in.bytes.empty()) return std::nullopt;
  return facts;
}

}  // namespace rushes::av
