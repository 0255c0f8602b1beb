"""Frames of an MLT project in any order. usage: melt_scrub.py FILE.mlt N1,N2,..."""
import sys
import time

import mlt7

from media import SQUARE, SQUARES, read_squares

mlt7.Factory.init()
profile = mlt7.Profile("atsc_1080p_30")
producer = mlt7.Producer(profile, "xml:" + sys.argv[1])
for n in map(int, sys.argv[2].split(",")):
    begin = time.perf_counter()
    producer.seek(n)
    frame = producer.get_frame()
    frame.set("consumer.rescale", "nearest")
    picture = mlt7.frame_get_image(frame, mlt7.mlt_image_yuv422, 1920, 1080)  # two bytes a pixel, the first is luma
    took = time.perf_counter() - begin
    row = bytes(picture)[SQUARE // 2 * 3840:(SQUARE // 2 + 1) * 3840:2]
    code = read_squares([row[k * SQUARE + SQUARE // 2] for k in range(SQUARES)]) or (0, 0)
    print(n, f"{took:.6f}", *code)
