"""The translators' desk."""

from django.http import HttpResponse
from django.shortcuts import render

from access.doors import opens
from accounts.requests import Asked
from languages import ports
from languages.finders import Piece, find_piece


@opens("languages.desk")
def desk(request: Asked) -> HttpResponse:
    """The spaces in which one may do something."""
    person = request.user
    spaces = [each for owner in ports.owners for each in owner.owned(person, request.languages)]
    return render(request, "languages/desk.html", {"spaces": spaces})


@opens("languages.translate", to=find_piece)
def piece(request: Asked, piece: Piece) -> HttpResponse:
    """One text beside its translation."""
    return render(request, "languages/piece.html", {"piece": piece})
