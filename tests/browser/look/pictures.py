"""Take the pictures of the manual: `python -m tests.browser.look.pictures` writes every page into docs/images.

Each page is pictured twice: in English on a wide light screen, and in Welsh on a dark phone. The dashboard shows the
bundled tracker, with an empty store.
"""

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import SWITCHES
from tests.support import checks
from tests.support.browser.actions import PAGES, in_language
from tests.support.browser.serving import ROOT, served
from tests.support.browser.visit import SCRIPT, SETTLED

IMAGES = ROOT / "docs" / "images"
# The folder of each kind of picture: width, least height, colour scheme and language.
SCREENS = {"": (1280, 900, "light", "en"), "phone": (390, 844, "dark", "cy")}
TALLEST = 2600
COLOURS = 256
MAIN = "[data-testid=stMainBlockContainer]"
MAIN_HEIGHT = f"document.querySelector('{MAIN}').getBoundingClientRect().bottom + scrollY"


def picture_files():
    """Return the file of each picture, by its folder and page."""
    return {(folder, page): IMAGES / folder / f"{page}.png" for folder in SCREENS for page in PAGES}


def take_pictures(address, browser):
    """Take every picture of the dashboard at an address."""
    for folder, (width, height, scheme, language) in SCREENS.items():
        context = browser.new_context(bypass_csp=True, color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        page.add_init_script(path=SCRIPT)
        (IMAGES / folder).mkdir(parents=True, exist_ok=True)
        for name, path in PAGES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{address}/{in_language(path, language)}")
            page.wait_for_selector(f"{MAIN} h1")  # until then the page stands in the first document
            page.wait_for_function(SETTLED)
            needed = min(max(height, int(page.evaluate(MAIN_HEIGHT)) + 10), TALLEST)
            page.set_viewport_size({"width": width, "height": needed})
            page.wait_for_function(SETTLED)
            page.wait_for_timeout(500)  # charts follow the size of the window with a delay
            _save(page.screenshot(), picture_files()[folder, name])
        context.close()


def _save(picture, file):
    """Save a picture with few colours: a third of the size, without a visible difference."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, kmeans=1, dither=Image.Dither.NONE).save(file, optimize=True)


def main():
    """Start the dashboard and take every picture."""
    with (
        TemporaryDirectory() as folder,
        served(database=f"sqlite:///{Path(folder) / 'pictures.db'}") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=checks.find_browser(), args=SWITCHES)
        take_pictures(address, browser)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
