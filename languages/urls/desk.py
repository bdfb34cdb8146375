from django.urls import path

from languages.views import desk, offers, piece

PIECE = "translate/<int:space>/<int:text>/<str:lang>/"

urlpatterns = [
    path("translate/", desk.desk, name="desk"),
    path("translate/next/", desk.following, name="next"),
    path("translate/offer/", offers.offer, name="offer"),
    path("translate/pairs/", desk.pairs, name="pairs"),
    path(PIECE, piece.piece, name="translate"),
    path(f"{PIECE}hand-in/", piece.hand_in, name="hand_in"),
    path(f"{PIECE}skip/", piece.skip, name="skip"),
    path(f"{PIECE}give-back/", piece.give_back, name="give_back"),
    path(f"{PIECE}review/", piece.review, name="review"),
    path(f"{PIECE}send-back/", piece.send_back, name="send_back"),
    path(f"{PIECE}remark/", piece.remark, name="remark"),
    path(f"{PIECE}put-away/", piece.put_away, name="put_away"),
    path(f"{PIECE}undo/", piece.undo, name="undo"),
]
