"""The official forms, for tests."""

from ndbg.form import form_of

FORM_2019, FORM_2021 = form_of(2019), form_of(2021)
