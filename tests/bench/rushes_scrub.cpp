// rushes_scrub PROJECT N1,N2,... : frames of a timeline in any order, in one process, as a program that shows them
// does. Prints a line for each: number, seconds it took, and what its barcode says (file, frame), 0 0 where there is
// none.
#include "core/base/files.hpp"
#include "core/graph/compile.hpp"
#include "core/graph/evaluator.hpp"
#include "core/media/source.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using namespace rushes;

// As tests/bench/peers/media.py draws it.
constexpr int square = 32, id_bits = 5, frame_bits = 15;

int bits(const Frame& frame, int first, int n) {
  int value = 0;
  for (int k = first; k < first + n; ++k) {
    const std::byte level =
        frame.planes[0].data[square / 2 * frame.planes[0].stride + std::int64_t{k} * square + square / 2];
    value = 2 * value + (level > std::byte{110});
  }
  return value;
}

Result<void> scrub(const std::string& path, const char* numbers) {
  auto pool = FramePool::create();
  if (!pool) return std::move(pool).error();
  auto text = read_file(path, std::uint64_t{64} << 20);
  if (!text) return std::move(text).error();
  auto project = project_from_json(*text);
  if (!project) return std::move(project).error().in(path);
  auto graph = compile(*project, {nullptr, [](const std::string& uri) { return uri; }});
  if (!graph) return std::move(graph).error();
  EvaluatorOptions options;
  options.pool = *pool;
  options.decoders = std::make_shared<DecoderPool>();
  options.open = [pool = *pool, decoders = options.decoders](const std::string& uri) {
    return open_media(pool, uri, {.decoders = decoders});
  };
  options.cache_bytes = 0;  // what is measured is reading, not remembering
  auto evaluator = Evaluator::open(*std::move(graph), options);
  if (!evaluator) return std::move(evaluator).error();
  for (char* end = const_cast<char*>(numbers); *end; end += *end == ',') {
    const char* begin = end;
    const std::int64_t n = std::strtoll(begin, &end, 10);
    if (end == begin) return Error{Errc::invalid, std::string("'") + begin + "' is no frame number"};
    const auto start = std::chrono::steady_clock::now();
    auto frame = (*evaluator)->frame(n);
    if (!frame) return std::move(frame).error();
    const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const bool found = bits(**frame, 0, 2) == 2;
    std::printf("%lld %.6f %d %d\n", static_cast<long long>(n), took, found ? bits(**frame, 2, id_bits) : 0,
                found ? bits(**frame, 2 + id_bits, frame_bits) : 0);
  }
  const DecodeCounts c = (*evaluator)->stats().decode;
  std::fprintf(stderr, "decoded %llu, skipped %llu, seeks %llu\n", static_cast<unsigned long long>(c.decoded),
               static_cast<unsigned long long>(c.skipped), static_cast<unsigned long long>(c.seeks));
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: rushes_scrub PROJECT N1,N2,...\n");
    return 2;
  }
  const Result<void> done = scrub(argv[1], argv[2]);
  if (!done) std::fprintf(stderr, "rushes_scrub: %s\n", done.error().message.c_str());
  return done ? 0 : 1;
}
