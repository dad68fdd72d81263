"""Bus, train, car, lorry, ambulance, crane."""

from portal.demo.drawing.canvas import Canvas

GLASS = "#8fbac6"


def wheel(canvas: Canvas, x: float, y: float, radius: float) -> None:
    canvas.ellipse(x, y, radius, radius, "#2c2f33")
    canvas.ellipse(x, y, radius * 0.52, radius * 0.52, "#b9bec0")


def glass(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """Draw a window of a vehicle, lit from inside after dark."""
    if canvas.light.is_dark:
        canvas.box(x, y, width, height, "#ffe6ad", radius=6, raw=True)
    else:
        canvas.box(x, y, width, height, GLASS, radius=6)
        canvas.polygon(
            [(x + 4, y + 4), (x + width * 0.5, y + 4), (x + 4, y + height * 0.7)], "#ffffff", alpha=70
        )


def bus(canvas: Canvas, x: float, y: float, size: float = 1.0, code: str = "#1f8a70") -> None:
    """Draw a city bus from its side; its wheels stand on `y`."""
    width, height = 620 * size, 220 * size
    top = y - height - 26 * size
    canvas.ellipse(x + width / 2, y, width * 0.52, 12 * size, "#16201f", alpha=80)
    canvas.box(x, top, width, height, code, radius=24 * size)
    canvas.box(x, top + height * 0.62, width, height * 0.14, "#f4efe0")
    canvas.box(
        x + 14 * size, top + 8 * size, width - 28 * size, 12 * size, "#ffffff", radius=6 * size, alpha=80
    )
    for number in range(6):
        left = x + (22 + number * 84) * size
        glass(canvas, left, top + 38 * size, 72 * size, 84 * size)
        if number in (1, 2, 4):
            canvas.ellipse(left + 36 * size, top + 92 * size, 13 * size, 15 * size, "#4b3a34")
            canvas.ellipse(left + 36 * size, top + 124 * size, 24 * size, 20 * size, "#7a4b5a")
    glass(canvas, x + 530 * size, top + 34 * size, 80 * size, 112 * size)
    canvas.box(x + 446 * size, top + 40 * size, 66 * size, 176 * size, "#dfeae6", radius=6 * size)
    glass(canvas, x + 452 * size, top + 46 * size, 54 * size, 110 * size)
    canvas.box(x + 300 * size, top + 12 * size, 130 * size, 20 * size, "#222b2a", radius=4 * size)
    for dot in range(8):
        canvas.box(x + (312 + dot * 14) * size, top + 17 * size, 8 * size, 10 * size, "#ffb443", raw=True)
    for axle in (120, 480):
        canvas.slice(x + axle * size, y - 26 * size, 52 * size, 52 * size, 180, 360, "#1b2422")
        wheel(canvas, x + axle * size, y - 36 * size, 40 * size)
    if canvas.light.is_dark:
        canvas.glow(x + width, y - 70 * size, 150 * size, "#ffe3a0", 0.9)


def car(canvas: Canvas, x: float, y: float, size: float = 1.0, code: str = "#c74d3c") -> None:
    canvas.ellipse(x + 105 * size, y, 112 * size, 8 * size, "#16201f", alpha=80)
    canvas.polygon(
        [(x + a * size, y + b * size) for a, b in [(40, -56), (72, -94), (146, -94), (176, -56)]], code
    )
    canvas.box(x, y - 60 * size, 212 * size, 42 * size, code, radius=14 * size)
    glass(canvas, x + 74 * size, y - 86 * size, 34 * size, 28 * size)
    glass(canvas, x + 114 * size, y - 86 * size, 36 * size, 28 * size)
    canvas.box(x + 196 * size, y - 52 * size, 14 * size, 10 * size, "#fff0c4", radius=3 * size, raw=True)
    for axle in (46, 166):
        wheel(canvas, x + axle * size, y - 18 * size, 21 * size)


def lorry(canvas: Canvas, x: float, y: float, size: float = 1.0, code: str = "#2f7fa3") -> None:
    canvas.box(x, y - 150 * size, 230 * size, 122 * size, code, radius=6 * size)
    for rib in range(1, 7):
        canvas.line(
            [(x + rib * 33 * size, y - 146 * size), (x + rib * 33 * size, y - 32 * size)],
            2,
            "#000000",
            alpha=50,
        )
    canvas.polygon(
        [
            (x + a * size, y + b * size)
            for a, b in [(238, -28), (238, -118), (290, -118), (320, -72), (320, -28)]
        ],
        "#e9e4d6",
    )
    glass(canvas, x + 256 * size, y - 108 * size, 36 * size, 36 * size)
    for axle in (50, 110, 280):
        wheel(canvas, x + axle * size, y - 22 * size, 25 * size)


def ambulance(canvas: Canvas, x: float, y: float, size: float = 1.0) -> None:
    canvas.polygon(
        [
            (x + a * size, y + b * size)
            for a, b in [(0, -24), (0, -140), (190, -140), (240, -86), (262, -76), (262, -24)]
        ],
        "#f7f7f4",
    )
    canvas.box(x, y - 66 * size, 262 * size, 13 * size, "#d1442f")
    canvas.box(x + 70 * size, y - 124 * size, 14 * size, 44 * size, "#d1442f")
    canvas.box(x + 55 * size, y - 109 * size, 44 * size, 14 * size, "#d1442f")
    glass(canvas, x + 176 * size, y - 122 * size, 44 * size, 40 * size)
    canvas.box(x + 96 * size, y - 152 * size, 40 * size, 13 * size, "#3f7fe0", radius=4 * size, raw=True)
    if canvas.light.is_dark or canvas.light.is_wet:
        canvas.glow(x + 116 * size, y - 150 * size, 120 * size, "#6fa4ff", 0.7)
    for axle in (56, 210):
        wheel(canvas, x + axle * size, y - 24 * size, 27 * size)


def train(canvas: Canvas, y: float, code: str = "#2c6e5d") -> None:
    """Draw a train that passes the whole width."""
    for coach in range(3):
        x = -60 + coach * 470
        canvas.box(x, y - 210, 460, 190, code, radius=16)
        canvas.box(x, y - 128, 460, 22, "#e8c33f")
        canvas.box(x, y - 214, 460, 16, "#bfc7c5", radius=8)
        for number in range(5):
            glass(canvas, x + 58 + number * 72, y - 182, 54, 46)
        canvas.box(x + 12, y - 186, 34, 150, "#1f5245", radius=4)
        for axle in (70, 140, 320, 390):
            wheel(canvas, x + axle, y - 16, 22)


def crane(canvas: Canvas, x: float, y: float, height: float, reach: float, code: str = "#e7a62c") -> None:
    """Draw a tower crane whose jib points to the right."""
    top = y - height
    for side in (-11, 11):
        canvas.line([(x + side, y), (x + side, top)], 4, code)
    for step in range(round(height / 26)):
        low = y - step * 26
        canvas.line([(x - 11, low), (x + 11, low - 26)], 2.4, code)
    canvas.line([(x - reach * 0.36, top), (x + reach, top)], 7, code)
    canvas.line([(x - reach * 0.36, top), (x, top - 62), (x + reach, top)], 2.4, code)
    canvas.line([(x, top), (x, top - 62)], 5, code)
    canvas.box(x - reach * 0.36, top - 6, 52, 36, "#8b8f90")
    canvas.box(x + 6, top + 4, 30, 30, "#d6dbdb", radius=4)
    hook = x + reach * 0.72
    canvas.line([(hook, top), (hook, top + height * 0.3)], 2, "#4a4f52")
    canvas.box(hook - 40, top + height * 0.3, 80, 13, "#9a7b52")
