// The smallest engine: a picture of one colour, which the prompt and the seed decide.
#include <rushes/engine.hpp>

namespace {

struct ColourCard : rushes::Engine<ColourCard> {
  static constexpr rushes::PluginSpec spec{.id = "org.rushes.example.colour_card",
                                           .name = "Colour card",
                                           .description = "A picture of one colour.",
                                           .traits = RUSHES_TRAIT_DETERMINISTIC,
                                           .inputs = 0};

  std::string capabilities() { return R"({"modes":["text-to-image"],"max_prompt":10000,"price":{"per_result":0}})"; }

  rushes_job_state check(const Request& r, std::vector<std::string>& notes) {
    if (r.mode() != "text-to-image")
      throw rushes::Failure(RUSHES_E_UNSUPPORTED, "this engine makes pictures only: use text-to-image");
    if (r.request->width == 0 || r.request->height == 0 || r.request->width > 16384 || r.request->height > 16384)
      throw rushes::Failure(RUSHES_E_INVALID, "width and height must be 1 to 16384");
    if (r.request->count > 1) notes.push_back("one picture is made: the same prompt and seed always give the same");
    return state(RUSHES_JOB_QUEUED, 0);
  }

  // Nothing is kept here: the ticket says all that fetch needs, so a job survives a restart.
  std::string submit(const Request& r, const rushes_call*, std::string_view, rushes_job_state& job) {
    std::vector<std::string> notes;
    check(r, notes);
    std::uint32_t hash = 2166136261u ^ static_cast<std::uint32_t>(r.request->seed);
    for (const char c : r.prompt()) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    job = state(RUSHES_JOB_SUCCEEDED, 1);
    return std::to_string(r.request->width) + ' ' + std::to_string(r.request->height) + ' ' +
           std::to_string(hash & 0xFFFFFF);
  }
  rushes_job_state poll(std::string_view, const rushes_call*) { return state(RUSHES_JOB_SUCCEEDED, 1); }
  void cancel(std::string_view, const rushes_call*) {}

  void fetch(std::string_view ticket, std::uint32_t output, const rushes_call* call, const rushes_sink* data,
             const rushes_sink* meta) {
    unsigned width = 0, height = 0, colour = 0;
    if (std::sscanf(std::string(ticket).c_str(), "%5u %5u %8u", &width, &height, &colour) != 3 || output != 0)
      throw rushes::Failure(RUSHES_E_INVALID, "this ticket is not one of ours");
    rushes::write(data, "P6\n" + std::to_string(width) + ' ' + std::to_string(height) + "\n255\n");
    std::string row;
    for (unsigned x = 0; x < width; ++x)
      row += {static_cast<char>(colour >> 16), static_cast<char>(colour >> 8), static_cast<char>(colour)};
    for (unsigned y = 0; y < height; ++y) {
      rushes::check_cancelled(call);
      rushes::write(data, row);
    }
    rushes::write(meta, R"({"mime":"image/x-portable-pixmap"})");
  }
};

}  // namespace

RUSHES_PLUGINS(ColourCard);
