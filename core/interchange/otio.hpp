// OpenTimelineIO's JSON: what reading and writing share.
//
// What the project cannot say is kept as it stood, under "otio" in the `extra` of the object it became, and written
// back. What OTIO cannot say of our projects stands in "rushes" in the metadata of each object.
#pragma once

#include "core/interchange/interchange.hpp"
#include "core/interchange/times.hpp"
#include "core/interchange/tree.hpp"

namespace rushes::interchange {

Result<Read> read_otio(std::string_view text, const ReadOptions& options);
Result<Written> write_otio(const Project& project);

namespace otio {

std::string schema(const Tree& object);  // "Clip" of "Clip.2"; "" where there is none

// RationalTime -> ticks. Nothing: no such object, or not finite, or out of range.
std::optional<Time> time_of(const Tree* tree);
std::optional<double> rate_of(const Tree* tree);
// `before`, where it says the same; else at the rate of `before`, of `rate`, or of one tick, the first that is exact.
Tree time_tree(Time time, const Tree* before, Rate rate);

const Tree* active_reference(const Tree& clip);  // nullptr: none
std::string url_of(const Tree& reference);       // a sequence's as a pattern: base/name.%04d.exr
std::string url_of(const Asset& asset);          // what the document it came from called it

// Whether the reference still names what the source shows; none counts as missing.
bool shows(const Project& project, const Source& source, const Tree* reference);

// The product of all time effects. Freezing is 0.
double time_scalar(const Tree& item);
Speed speed_of(double scalar);
bool is_time_effect(const Tree& effect);

}  // namespace otio
}  // namespace rushes::interchange
