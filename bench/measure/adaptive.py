"""The adaptive rule over OpenCV, for machines that have OpenCV and not PySceneDetect: its defaults, none of its code.

A frame begins a shot where the mean change of hue, saturation and value is at least 15 and three times that of the
two frames on either side, half a second or more after the last. One thread reads, one measures, pictures are at
least 256 wide. Prints the cuts in seconds as JSON.
"""
import json, queue, sys, threading
import cv2
import numpy

RATIO, LEAST, WINDOW, APART, WIDTH = 3.0, 15.0, 2, 15, 256


def frames(path):
    video = cv2.VideoCapture(path)
    ready = queue.Queue(maxsize=4)

    def read():
        while True:
            ok, frame = video.read()
            ready.put((video.get(cv2.CAP_PROP_POS_MSEC) / 1000, frame) if ok else None)
            if not ok:
                return

    threading.Thread(target=read, daemon=True).start()
    return iter(ready.get, None)


def changes(path):
    before = None
    for at, frame in frames(path):
        factor = max(1, frame.shape[1] // WIDTH)
        small = cv2.resize(frame, (frame.shape[1] // factor, frame.shape[0] // factor))
        now = cv2.cvtColor(small, cv2.COLOR_BGR2HSV).astype(numpy.int32)
        yield at, 0.0 if before is None else float(numpy.abs(now - before).mean())
        before = now


def cuts(path):
    seen = list(changes(path))
    found, last = [], -APART
    for i in range(WINDOW, len(seen) - WINDOW):
        around = [seen[j][1] for j in range(i - WINDOW, i + WINDOW + 1) if j != i]
        change = seen[i][1]
        if change >= LEAST and change >= RATIO * sum(around) / len(around) and i - last >= APART:
            found.append(seen[i][0])
            last = i
    return found


print(json.dumps({"cuts": cuts(sys.argv[1])}))
