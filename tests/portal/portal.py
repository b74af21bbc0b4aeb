"""The visitor's page in a real browser at the size of a phone, against the real server. Called by tests/portal.sh.

    python3 portal.py ADDRESS FOLDER TOLD AXE.js

ADDRESS is that of the running example (`http://127.0.0.1:…`), FOLDER gets the pictures, TOLD holds what the example has
printed: tokens of real visits, and where its mails wait. Every check is a function named `check_…`; all run, and what
failed is told as it fails.
"""

import base64
import email
import email.policy
import hashlib
import re
import struct
import sys
import time
import traceback
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
DAY = 2521  # 26 November 2026


def b64(some):
    return base64.urlsafe_b64encode(some).rstrip(b"=").decode()


def token(nonce=1, day=DAY, version=1):
    event = hashlib.sha256(b"salon-2026").digest()[:4]
    said = bytes([version]) + event + b"\1\2\3\4" + struct.pack(">H", day) + struct.pack(">Q", nonce)
    # The page does not check the signature: the agency does.
    return b64(said + bytes(range(64)))


def tried(number, marks=(3, 2, 1, 0), level=0, liked=1, finished=True):
    packed = sum(mark << shift for mark, shift in zip(marks, (6, 4, 2, 0)))
    return struct.pack(">HBB", number, packed, level << 6 | liked << 4 | finished << 3)


def carnet(*some):
    return b64(bytes([1 << 4 | len(some)]) + b"".join(some))


def link(*some, proof=None, **about):
    return f"/c#1.{proof or token(**about)}.{carnet(*some)}"


class Test:
    def __init__(self, browser, address, folder, told, axe):
        self.browser, self.address, self.folder, self.axe = browser, address, folder, axe
        lines = [line.split(" ", 1) for line in Path(told).read_text(encoding="utf-8").splitlines() if " " in line]
        self.proofs = [value for name, value in lines if name == "jeton"]
        self.outbox = next(Path(value) for name, value in lines if name == "courrier")

    def page(self, **options):
        """A phone that has never been here, in French."""
        context = self.browser.new_context(**{**PHONE, "locale": "fr-FR", "base_url": self.address, **options})
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.faults, page.strangers = [], []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda told: page.faults.append(told.text) if "Content Security" in told.text else None)
        page.on("request", lambda asked: None if asked.url.startswith(self.address) else page.strangers.append(asked.url))
        return page

    def close(self, page):
        assert not page.faults, page.faults
        assert not page.strangers, page.strangers
        assert page.context.cookies() == []
        page.context.close()

    def shot(self, page, name, full=True):
        page.wait_for_timeout(700)
        page.screenshot(path=self.folder / f"{name}.png", full_page=full)

    def settle(self, page):
        """Until the worker has everything for reading without network."""
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_function(
            """async () => {
              const names = await caches.keys();
              if (!names.some((name) => name.startsWith("etabli-pages-"))) return false;
              const cache = await caches.open("etabli-images");
              return (await cache.keys()).length > 0 && navigator.serviceWorker.controller !== null;
            }"""
        )

    # ------------------------------------------------------------ the carnet

    def check_carnet_is_shown_and_leaves_the_address(self):
        page = self.page()
        page.goto(link(tried(1), tried(2, (2, 3, 0, 0), level=1, liked=2), nonce=1))
        expect(page.get_by_role("heading", name="Soudeuse, soudeur")).to_be_visible()
        assert page.url == f"{self.address}/c", page.url
        card = page.get_by_role("article", name="Soudeuse, soudeur")
        expect(card).to_contain_text("Ce que tu as réussi")
        expect(card.locator(".reussi li").first).to_contain_text("Sécurité")
        expect(card.locator(".reussi li").first).to_contain_text("très bien")
        expect(card.locator(".retenter")).to_contain_text("Garder le fil dans le joint")
        # A criterion that was not judged is nowhere.
        expect(card.locator(".texte")).not_to_contain_text("Méthode")
        expect(card.locator(".formations li").first).to_contain_text("en apprentissage")
        expect(card).to_contain_text("Ça t’a plu")
        expect(page.locator("#resume")).to_have_text("2 métiers essayés de tes mains le 26\u00a0novembre\u00a02026")
        expect(page.locator("#annonce")).to_contain_text("Ajouté à ton carnet")
        expect(page.locator("#suites")).to_contain_text("Une soudeuse d’exemple")
        # For a métier that was not tried, and what has ended.
        expect(page.locator("#suites")).not_to_contain_text("Un cuisinier d’exemple")
        expect(page.locator("#suites")).not_to_contain_text("l’an passé")
        self.shot(page, "carnet")
        card.locator("summary").click()
        expect(card.locator(".vrai")).to_contain_text("Source")
        self.close(page)

    def check_a_second_visit_adds_up_and_the_same_code_adds_nothing(self):
        page = self.page()
        page.goto(link(tried(1, (1, 1, 2, 0)), nonce=1))
        expect(page.get_by_role("article")).to_have_count(1)
        page.goto(link(tried(1, (3, 3, 3, 3), level=1), tried(11), nonce=2, day=DAY + 1))
        expect(page.get_by_role("article")).to_have_count(2)
        welding = page.get_by_role("article", name="Soudeuse, soudeur")
        expect(welding).to_contain_text("Essayé 2\u00a0fois")
        expect(welding).to_contain_text("Défi")
        expect(welding.locator(".retenter")).to_have_count(0)
        expect(page.locator("#resume")).to_contain_text("en 2\u00a0jours")
        page.goto("about:blank")
        page.goto(link(tried(1, (3, 3, 3, 3), level=1), tried(11), nonce=2, day=DAY + 1))
        expect(page.locator("#annonce")).to_contain_text("déjà dans ton carnet")
        expect(welding).to_contain_text("Essayé 2\u00a0fois")
        # The same visit went on and was scanned again.
        page.goto("about:blank")
        page.goto(link(tried(1, (3, 3, 3, 3), level=1), tried(11), tried(12), nonce=2, day=DAY + 1))
        expect(page.locator("#annonce")).to_have_text("Ajouté à ton carnet\u00a0: cuisinière, cuisinier.")
        page.reload()
        expect(page.get_by_role("article")).to_have_count(3)
        self.shot(page, "plusieurs")
        self.close(page)

    def check_what_is_damaged_is_told_kindly_and_never_shown(self):
        good_token, good = token(), carnet(tried(1))
        noted = bytes([0x11]) + tried(1)
        for fragment, words in [
            ("1.", "abîmé"),
            (f"1.{good_token}.", "abîmé"),
            (f"1.{good_token}.{good[:-1]}", "abîmé"),
            (f"1.{good_token[:-4]}.{good}", "abîmé"),
            (f"1.{good_token}.{good}.x", "abîmé"),
            (f"1.{good_token}.<img src=x onerror=alert(1)>", "abîmé"),
            (f"1.{good_token}.{b64(bytes([0x10]))}", "abîmé"),
            (f"1.{good_token}.{b64(bytes([0x1d]) + noted[1:] * 13)}", "abîmé"),
            (f"1.{good_token}.{b64(noted[:-1] + bytes([noted[-1] | 1]))}", "abîmé"),
            (f"1.{good_token}.{b64(noted[:-1] + bytes([0xC8]))}", "abîmé"),
            (f"1.{good_token}.{b64(bytes([0x11, 0, 0]) + noted[3:])}", "abîmé"),
            (f"1.{good_token}.{b64(bytes([0x21]) + noted[1:])}", "plus récente"),
            (f"1.{token(version=2)}.{good}", "plus récente"),
            (f"2.{good_token}.{good}", "plus récente"),
            ("1." + "A" * 5000, "trop longue"),
        ]:
            page = self.page()
            page.goto(f"/c#{fragment}")
            expect(page.locator("#annonce")).to_contain_text(words)
            expect(page.get_by_role("article")).to_have_count(0)
            expect(page.locator("#vide")).to_be_visible()
            assert "#" not in page.url
            if words == "abîmé" and fragment == "1.":
                self.shot(page, "abime", full=False)
            self.close(page)

    def check_a_metier_this_site_does_not_know(self):
        page = self.page()
        page.goto(link(tried(999), tried(12)))
        expect(page.get_by_role("article").last).to_contain_text("ne connaît pas encore")
        expect(page.get_by_role("article").last).to_contain_text("999")
        self.shot(page, "inconnu")
        self.close(page)

    def check_nothing_of_the_carnet_reaches_the_server(self):
        page = self.page()
        asked = []
        page.on("request", lambda request: asked.append((request.url, request.post_data, request.headers)))
        page.goto(link(tried(1)))
        expect(page.get_by_role("article")).to_have_count(1)
        self.settle(page)
        told = str(asked)
        assert token() not in told and carnet(tried(1)) not in told and "#" not in told
        self.close(page)

    # ------------------------------------------------------------ language, erasing, no storage

    def check_english_is_one_touch_away_and_stays(self):
        page = self.page()
        page.goto(link(tried(1)))
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_role("heading", name="My notebook")).to_be_visible()
        expect(page.get_by_role("article", name="Welder")).to_contain_text("What went well")
        self.shot(page, "carnet-en")
        page.goto("/donnees")
        expect(page.get_by_text("In three sentences")).to_be_visible()
        expect(page.get_by_text("En trois phrases")).to_be_hidden()
        self.close(page)
        page = self.page(locale="en-GB")
        page.goto(link(tried(1)))
        expect(page.get_by_role("article", name="Welder")).to_be_visible()
        self.close(page)

    def check_erasing_leaves_nothing(self):
        page = self.page()
        page.goto(link(tried(1)))
        self.settle(page)
        page.get_by_role("button", name="Effacer mon carnet").click()
        self.shot(page, "effacer", full=False)
        page.get_by_role("button", name="Garder").click()
        expect(page.get_by_role("article")).to_have_count(1)
        page.get_by_role("button", name="Effacer mon carnet").click()
        page.get_by_role("button", name="Tout effacer").click()
        expect(page.get_by_text("C’est effacé")).to_be_visible()
        left = page.evaluate(
            """async () => ({
              stored: Object.keys(localStorage).concat(Object.keys(sessionStorage)),
              caches: await caches.keys(),
              workers: (await navigator.serviceWorker.getRegistrations()).length,
              bases: indexedDB.databases ? (await indexedDB.databases()).length : 0,
            })"""
        )
        assert left == {"stored": [], "caches": [], "workers": 0, "bases": 0}, left
        page.reload()
        expect(page.get_by_role("heading", name="Ton carnet est encore vide")).to_be_visible()
        self.shot(page, "vide", full=False)
        self.close(page)

    def check_without_storage_it_works_for_this_page_and_says_so(self):
        page = self.page()
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
        )
        page.goto(link(tried(1)))
        expect(page.get_by_role("article", name="Soudeuse, soudeur")).to_be_visible()
        expect(page.locator("#garde")).to_contain_text("disparaîtra quand tu fermeras")
        page.get_by_role("link", name="English").click()
        expect(page.get_by_role("article", name="Welder")).to_be_visible()
        self.close(page)

    def check_a_spoilt_memory_is_an_empty_one(self):
        page = self.page()
        page.goto("/c")
        for spoilt in ["{", "[]", '{"format":1,"visits":[{"id":"<img>","day":"x","tried":[{}]}]}', '{"format":9}', "null"]:
            page.evaluate("text => localStorage.setItem('etabli.carnet', text)", spoilt)
            page.reload()
            expect(page.get_by_role("heading", name="Ton carnet est encore vide")).to_be_visible()
        self.close(page)

    # ------------------------------------------------------------ without network

    def check_it_reads_without_network_after_a_reload(self):
        page = self.page()
        page.goto(link(tried(1)))
        expect(page.get_by_role("article")).to_have_count(1)
        self.settle(page)
        page.context.set_offline(True)
        page.reload()
        expect(page.get_by_role("article", name="Soudeuse, soudeur")).to_be_visible()
        drawn = page.locator(".image img").evaluate("async (image) => { await image.decode(); return image.naturalWidth; }")
        assert drawn == 520, drawn
        # The next kiosk's code, still without network.
        page.goto("about:blank")
        page.goto(link(tried(11), nonce=7))
        expect(page.get_by_role("article")).to_have_count(2)
        for other in ["/donnees", "/mentions"]:
            page.goto(other)
            expect(page.get_by_role("main")).to_be_visible()
        page.context.set_offline(False)
        page.faults.clear()
        self.close(page)

    def check_without_network_and_without_copy_nothing_is_lost(self):
        page = self.page(service_workers="block")
        page.route("**/catalogue.json", lambda route: route.abort())
        page.goto(link(tried(1)))
        expect(page.get_by_text("n’est pas perdu")).to_be_visible()
        self.shot(page, "sans-reseau", full=False)
        page.unroute("**/catalogue.json")
        page.get_by_role("button", name="Réessayer").click()
        expect(page.get_by_role("article", name="Soudeuse, soudeur")).to_be_visible()
        self.close(page)

    # ------------------------------------------------------------ sharing, printing

    def check_sharing_says_words_and_no_address(self):
        page = self.page()
        page.add_init_script("navigator.share = async (told) => { window.shared = told; };")
        page.goto(link(tried(1), tried(11)))
        page.get_by_role("button", name="Partager").click()
        shared = page.evaluate("window.shared")
        assert list(shared) == ["text"] and "aide-soignant\u202f; soudeuse, soudeur" in shared["text"], shared
        assert "#" not in shared["text"] and "http" not in shared["text"]
        self.close(page)
        page = self.page()
        page.add_init_script("navigator.share = undefined;")
        page.goto(link(tried(1)))
        page.get_by_role("button", name="Partager").click()
        expect(page.locator("#annonce")).to_contain_text("soudeuse, soudeur")
        self.close(page)

    def check_it_prints_on_one_sheet(self):
        for name, some in [("un", [tried(1)]), ("quatre", [tried(n, (1, 1, 2, 1)) for n in (1, 2, 11, 12)]),
                           ("douze", [tried(n) for n in (1, 2, 11, 12, 901, 902, 903, 904, 905, 906, 907, 908)])]:
            page = self.page()
            page.goto(link(*some))
            expect(page.get_by_role("article")).to_have_count(len(some))
            page.wait_for_timeout(300)
            sheet = self.folder / f"imprime-{name}.pdf"
            page.pdf(path=sheet, prefer_css_page_size=True, print_background=False)
            pages = sheet.read_bytes().count(b"/Type /Page\n")
            assert pages == 1, f"{name}: {pages}"
            self.close(page)

    # ------------------------------------------------------------ the form

    def check_the_form_tells_what_is_missing_beside_the_fields(self):
        page = self.page()
        page.goto(link(tried(1), tried(11)))
        page.get_by_text("Écrire à l’agence").click()
        page.get_by_role("button", name="Envoyer").click()
        for words in ["Choisis ton âge", "Écris ton prénom", "Cette adresse n’est pas complète", "Coche au moins un souhait", "Sans ton accord"]:
            expect(page.get_by_text(words)).to_be_visible()
        expect(page.get_by_label("Moins de 15 ans")).to_be_focused()
        self.shot(page, "formulaire-fautes")
        assert page.get_by_label("Ton adresse e-mail").get_attribute("aria-invalid") == "true"
        self.close(page)

    def check_under_15_a_parent_is_asked_and_the_child_has_no_address(self):
        page = self.page()
        page.goto(link(tried(1)))
        page.get_by_text("Écrire à l’agence").click()
        expect(page.get_by_label("L’adresse e-mail d’un de tes parents")).to_be_hidden()
        page.get_by_label("Moins de 15 ans").check()
        expect(page.get_by_label("Ton adresse e-mail")).to_be_hidden()
        expect(page.get_by_label("L’adresse e-mail d’un de tes parents")).to_be_visible()
        expect(page.get_by_text("la loi demande que vous soyez deux")).to_be_visible()
        expect(page.get_by_text("l’agence écrive à mon parent")).to_be_visible()
        page.get_by_label("Ton prénom").fill("Lou")
        self.shot(page, "formulaire-enfant")
        # What was written outlives a change of language.
        page.get_by_role("link", name="English").click()
        expect(page.get_by_label("Your first name")).to_have_value("Lou")
        expect(page.get_by_label("Under 15")).to_be_checked()
        self.close(page)

    # ------------------------------------------------------------ registering, for real

    def fill(self, page, age, name, parent=None, own=None):
        page.get_by_text("Écrire à l’agence").click()
        page.get_by_label(age).check()
        page.get_by_label("Ton prénom").fill(name)
        if parent:
            page.get_by_label("L’adresse e-mail d’un de tes parents").fill(parent)
        else:
            page.get_by_label("Ton adresse e-mail").fill(own)
        page.get_by_label("Qu’on me rappelle").check()
        page.locator("[name=consent]").check()

    def mail_to(self, address):
        """The mail's link, as soon as it waits in the outbox."""
        for _ in range(100):
            for path in self.outbox.glob("*.eml") if self.outbox.is_dir() else []:
                mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                if address in mail["To"]:
                    text = mail.get_body(("plain",)).get_content()
                    return re.search(re.escape(self.address) + r"/inscription/[\w-]+", text)[0]
            time.sleep(0.1)
        raise AssertionError(f"no mail to {address}")

    def check_registering_and_confirming(self):
        page = self.page()
        proof = self.proofs.pop()
        page.goto(link(tried(1), tried(11), proof=proof))
        posted = []
        page.on("request", lambda request: posted.append(request.post_data_json) if request.method == "POST" else None)
        self.fill(page, "15 à 17 ans", "Léa", own="lea@exemple.fr")
        page.get_by_label("Des informations sur une formation").check()
        page.get_by_label("Laquelle").fill("Bac pro <b>chaudronnerie</b>")
        page.locator("#inscription").get_by_label("Soudeuse, soudeur").check()
        page.get_by_role("button", name="Envoyer").click()
        expect(page.get_by_text("Regarde ta boîte aux lettres")).to_be_visible()
        self.shot(page, "envoye")
        [form] = posted
        assert form == {
            "token": proof, "first_name": "Léa", "age": "15-17", "wishes": ["rappel", "formation"], "consent": "2026-11",
            "language": "fr", "email": "lea@exemple.fr", "formation": "Bac pro <b>chaudronnerie</b>", "metiers": [1],
        }, form
        # The proof has gone with it, the carnet stays.
        assert proof not in page.evaluate("localStorage.getItem('etabli.carnet')")
        page.reload()
        expect(page.get_by_role("article")).to_have_count(2)
        expect(page.get_by_text("Ta demande est partie")).to_be_visible()
        page.goto(self.mail_to("lea@exemple.fr"))
        self.shot(page, "confirmer", full=False)
        page.get_by_role("button").first.click()
        self.shot(page, "confirme", full=False)
        self.close(page)
        # The same code on another phone: the visit has been used.
        page = self.page()
        page.goto(link(tried(1), proof=proof))
        self.fill(page, "18 ans ou plus", "Max", own="max@exemple.fr")
        page.get_by_role("button", name="Envoyer").click()
        expect(page.get_by_text("Cette visite a déjà servi")).to_be_visible()
        self.close(page)

    def check_a_child_s_parent_gets_the_mail(self):
        page = self.page()
        page.goto(link(tried(1), proof=self.proofs.pop()))
        posted = []
        page.on("request", lambda request: posted.append(request.post_data_json) if request.method == "POST" else None)
        self.fill(page, "Moins de 15 ans", "Lou", parent="parent@exemple.fr")
        page.get_by_role("button", name="Envoyer").click()
        expect(page.get_by_text("Ton parent reçoit un message")).to_be_visible()
        [form] = posted
        assert "email" not in form and form["parent_email"] == "parent@exemple.fr" and "metiers" not in form, form
        page.goto(self.mail_to("parent@exemple.fr"))
        expect(page.get_by_text("Lou").first).to_be_visible()
        self.shot(page, "parent", full=False)
        self.close(page)

    def check_refusals_are_told_kindly(self):
        page = self.page()
        page.goto(link(tried(1), nonce=77))
        self.fill(page, "18 ans ou plus", "Max", own="max@exemple.fr")
        # Without network first: what was written stays.
        page.context.set_offline(True)
        page.get_by_role("button", name="Envoyer").click()
        expect(page.get_by_text("rien n’est parti")).to_be_visible()
        expect(page.get_by_label("Ton prénom")).to_have_value("Max")
        page.context.set_offline(False)
        # No kiosk has signed this one.
        page.get_by_role("button", name="Envoyer").click()
        expect(page.get_by_text("ne reconnaît pas ce code")).to_be_visible()
        self.shot(page, "refuse")
        page.faults.clear()
        self.close(page)

    def check_a_field_the_server_refuses_is_told_beside_it(self):
        page = self.page()
        page.goto(link(tried(1), proof=self.proofs.pop()))
        self.fill(page, "18 ans ou plus", "Max\u202e", own="max@exemple.fr")
        page.get_by_role("button", name="Envoyer").click()
        expect(page.get_by_text("Écris ton prénom, seulement le prénom")).to_be_visible()
        expect(page.get_by_label("Ton prénom")).to_be_focused()
        self.close(page)

    # ------------------------------------------------------------ everyone

    def check_rules_of_accessibility(self):
        for name, path in [("carnet", link(tried(1), tried(2), tried(999))), ("vide", "/c"), ("abîmé", "/c#1.x"),
                           ("données", "/donnees"), ("mentions", "/mentions")]:
            page = self.page(bypass_csp=True)
            page.goto(path)
            page.wait_for_timeout(900)
            for summary in page.locator("summary").all():
                summary.click()
            page.evaluate(Path(self.axe).read_text(encoding="utf-8"))
            found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
            told = [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found["violations"]]
            assert not told, f"{name}: {told}"
            page.context.close()

    def check_targets_zoom_and_narrow_screens(self):
        page = self.page(viewport={"width": 320, "height": 640})
        page.goto(link(tried(1), tried(2), tried(999)))
        expect(page.get_by_role("article")).to_have_count(3)
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, .langue, .marque, .case, summary, .pied a, .suite li > .lien, .bouton, #tampons a")]
              .filter((element) => element.offsetParent !== null)
              .map((element) => [element.textContent.trim(), element.getBoundingClientRect().height])
              .filter(([, height]) => height < 43.9)"""
        )
        assert not small, small
        # 390 px at 200 % is 195 px: nothing may stand out on the right.
        for width in (320, 195):
            page.set_viewport_size({"width": width, "height": 640})
            page.wait_for_timeout(900)
            wide = page.evaluate("document.documentElement.scrollWidth")
            out = page.evaluate(
                "(width) => [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 0.5)"
                ".map((element) => element.outerHTML.slice(0, 90))", width)
            assert wide <= width, f"{wide} px at {width}: {out}"
        self.shot(page, "zoom-200")
        self.close(page)

    def check_the_keyboard_reaches_everything(self):
        page = self.page()
        page.goto(link(tried(1)))
        expect(page.get_by_role("article")).to_have_count(1)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
        seen = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name"))
        for name in ["English", "Le métier en vrai", "0 800 00 00 00", "Écrire à l’agence", "Partager", "Imprimer", "Effacer mon carnet"]:
            assert name in seen, (name, seen)
        self.close(page)

    def check_long_pages(self):
        for name in ["donnees", "mentions"]:
            page = self.page()
            page.goto(f"/{name}")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            self.shot(page, name)
            self.close(page)

    def check_a_first_visit_weighs_little(self):
        page = self.page(service_workers="block")
        weights = []
        page.on("requestfinished", lambda request: weights.append((request.url, request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"])))
        page.goto(link(tried(1), tried(2)))
        expect(page.get_by_role("article")).to_have_count(2)
        page.wait_for_load_state("networkidle")
        total = sum(weight for _, weight in weights)
        print(f"  première visite : {total / 1000:.1f} ko en {len(weights)} requêtes")
        assert total <= 150_000, weights
        self.close(page)


def main(address, folder, told, axe):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        test = Test(browser, address, folder, told, axe)
        for name in [name for name in dir(Test) if name.startswith("check_")]:
            try:
                getattr(test, name)()
                print(f"ok      {name[6:]}")
            except Exception:  # noqa: BLE001: whatever it is, the others still run
                failed += 1
                print(f"ÉCHEC   {name[6:]}")
                traceback.print_exc()
        browser.close()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
